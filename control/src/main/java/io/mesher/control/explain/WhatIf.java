package io.mesher.control.explain;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.explain.Forecast;
import io.mesher.core.telemetry.explain.ForecastText;
import io.mesher.core.telemetry.explain.Forecasts;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a request would go.
 *
 * @param governance what holds at present; any thread
 * @param source our own service, which would call
 * @param sourceTags what rules may ask of it
 */
public record WhatIf(
        Catalog catalog,
        Supplier<GovernanceConfig> governance,
        ServiceStates states,
        String source,
        Map<String, String> sourceTags) {
    private static final List<String> PARAMETERS = List.of("url", "method", "header", Query.FORMAT);
    /** For who asks by hand. */
    private static final long LONGEST_LOOKUP_NANOS = 2_000_000_000L;

    private static final long MILLIS_PER_SECOND = 1000;

    public WhatIf {
        sourceTags = Map.copyOf(sourceTags);
    }

    /** What is asked, well understood. */
    private record Question(AskedRequest request, String host, boolean text, Consumer<ExplainAnswer> answer) {
        void answer(String words, String json) {
            answer.accept(text ? ExplainAnswer.text(words) : ExplainAnswer.json(json));
        }
    }

    void answer(EventLoop loop, Map<String, List<String>> values, Consumer<ExplainAnswer> answer) {
        Question question;
        try {
            Query query = new Query(values, PARAMETERS);
            AskedUrl url = AskedUrl.of(query.one("url"));
            question = new Question(
                    new AskedRequest(query.one("method"), url, query.all("header"), source, sourceTags),
                    url.host(),
                    query.wantsText(),
                    answer);
        } catch (BadQuery e) {
            answer.accept(e.answer());
            return;
        }
        Microservice known = catalog.snapshot().meant(question.host());
        if (known != null && !known.instances().isEmpty()) {
            forecast(question, known);
        } else {
            lookUp(loop, question);
        }
    }

    private void lookUp(EventLoop loop, Question question) {
        Waiting waiting = new Waiting(loop, result -> answer(question, result));
        catalog.lookUp("", question.host(), result -> loop.execute(() -> waiting.end(result)));
    }

    /** Lets go of the question at its end: a registry that never answers keeps its listener. Event loop only. */
    private static final class Waiting {
        private final Timer timer;
        private @Nullable Consumer<@Nullable LookupResult> listener;

        Waiting(EventLoop loop, Consumer<@Nullable LookupResult> listener) {
            this.listener = listener;
            this.timer = loop.timer(() -> end(null));
            timer.set(LONGEST_LOOKUP_NANOS);
        }

        void end(@Nullable LookupResult result) {
            Consumer<@Nullable LookupResult> told = listener;
            if (told != null) {
                listener = null;
                timer.release();
                told.accept(result);
            }
        }
    }

    /** @param result null: none came in time */
    private void answer(Question question, @Nullable LookupResult result) {
        Microservice service = catalog.snapshot().meant(question.host());
        if (service != null) {
            forecast(question, service);
            return;
        }
        String cause = cause(result);
        String line = question.request().line();
        question.answer(
                line + "\n  destination: " + question.host() + " is not known: " + cause + "\n",
                ForecastJson.unknown(line, question.host(), cause));
    }

    private static String cause(@Nullable LookupResult result) {
        return switch (result) {
            case null -> "the registry does not answer";
            case LookupResult.Found _ -> "the registry has just forgotten it";
            case LookupResult.NoSuchService none ->
                "there is no service with this name"
                        + (none.similar().isEmpty() ? "" : "; did you mean " + none.similar() + "?");
            case LookupResult.Ambiguous ambiguous ->
                "several services differ from it only in upper and lower case: " + String.join(", ", ambiguous.names());
            case LookupResult.Unavailable unavailable -> unavailable.cause();
            case LookupResult.Overload overload -> "too many names are being looked up: " + overload.limit();
        };
    }

    private void forecast(Question question, Microservice service) {
        CatalogSnapshot snapshot = catalog.snapshot();
        Forecasts forecasts = new Forecasts(
                snapshot, governance.get(), states, System.nanoTime(), System.currentTimeMillis() / MILLIS_PER_SECOND);
        AskedRequest request = question.request();
        Forecast forecast = forecasts.of(request, service, request.isRepeatable());
        question.answer(ForecastText.of(request.line(), forecast), ForecastJson.of(request.line(), forecast));
    }
}
