package io.mesher.control.explain;

import io.mesher.control.answer.Json;
import io.mesher.control.answer.LoopQuery;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionText;
import io.mesher.net.loop.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers why requests went where they went, and where one would go. Asked on {@code loop}, where answers are given too, at once
 * or later, but never later than a second or two.
 */
public final class Explainer {
    private static final String URL = "url";

    private final EventLoop loop;
    private final List<ExplainSource> sources;
    private final WhatIf whatIf;

    /** @param loop that asks; may be one of the sources' */
    public Explainer(EventLoop loop, List<ExplainSource> sources, WhatIf whatIf) {
        this.loop = loop;
        this.sources = List.copyOf(sources);
        this.whatIf = whatIf;
    }

    /** {@link #whatIf} where there is a URL, else {@link #recent}. */
    public void answer(Map<String, List<String>> query, Consumer<ExplainAnswer> answer) {
        if (query.containsKey(URL)) {
            whatIf(query, answer);
        } else {
            recent(query, answer);
        }
    }

    /**
     * The last decisions, and the remarkable ones, of all loops.
     *
     * @param query {@code destination}, {@code status} (503, 5xx, failed), {@code min-ms}, {@code trace}, {@code limit},
     *     {@code format} (json, text); decoded
     */
    public void recent(Map<String, List<String>> query, Consumer<ExplainAnswer> answer) {
        DecisionFilter filter;
        try {
            filter = DecisionFilter.of(query);
        } catch (BadQuery e) {
            answer.accept(e.answer());
            return;
        }
        List<LoopQuery.Question<List<Decision>>> questions = new ArrayList<>();
        for (ExplainSource source : sources) {
            questions.add(new LoopQuery.Question<>(source.loop(), () -> source.copies(filter)));
        }
        LoopQuery.ask(loop, questions, copies -> {
            Seen seen = seen(copies, filter.limit());
            answer.accept(filter.text() ? ExplainAnswer.text(text(seen)) : ExplainAnswer.json(json(seen)));
        });
    }

    /**
     * What came.
     *
     * @param decisions the latest first
     * @param silent loops that didn't answer in time
     */
    private record Seen(List<Decision> decisions, List<String> silent) {}

    private Seen seen(List<Optional<List<Decision>>> copies, int limit) {
        List<Decision> decisions = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            if (copies.get(i).isPresent()) {
                decisions.addAll(copies.get(i).get());
            } else {
                silent.add(sources.get(i).name());
            }
        }
        decisions.sort(Comparator.comparingLong((Decision each) -> each.end().endedAt())
                .reversed());
        return new Seen(decisions.subList(0, Math.min(limit, decisions.size())), silent);
    }

    /**
     * Where a request would go; it isn't sent, but a service that isn't known is looked up.
     *
     * @param query {@code url}, {@code method}, {@code header} as often as need be, {@code format}; decoded
     */
    public void whatIf(Map<String, List<String>> query, Consumer<ExplainAnswer> answer) {
        whatIf.answer(loop, query, answer);
    }

    private static String json(Seen seen) {
        return Json.object(json -> {
            json.writeArrayPropertyStart("decisions");
            for (Decision each : seen.decisions()) {
                DecisionJson.write(json, each);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("silent");
            seen.silent().forEach(json::writeString);
            json.writeEndArray();
        });
    }

    private static String text(Seen seen) {
        StringBuilder text = new StringBuilder();
        for (Decision each : seen.decisions()) {
            text.append(text.isEmpty() ? "" : "\n").append(DecisionText.of(each));
        }
        if (text.isEmpty()) {
            text.append("No recent request matches.\n");
        }
        for (String name : seen.silent()) {
            text.append("No answer within a second from ").append(name).append(": its requests are missing here.\n");
        }
        return text.toString();
    }
}
