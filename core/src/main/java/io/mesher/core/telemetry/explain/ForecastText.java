package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Prospect;
import io.mesher.core.balance.Verdict;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.RouteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A forecast in words, for a terminal. */
public final class ForecastText {
    private final StringBuilder text = new StringBuilder();

    private ForecastText() {}

    /** @param request as it would be sent: {@code GET http://server/x} */
    public static String of(String request, Forecast forecast) {
        ForecastText words = new ForecastText();
        words.line("", request);
        words.line("  ", "destination: " + forecast.destination());
        words.rules(forecast);
        forecast.shares().forEach(words::share);
        words.limits(forecast);
        words.edits(forecast.options());
        return words.text.toString();
    }

    private void line(String indent, String words) {
        text.append(indent).append(Printable.of(words)).append('\n');
    }

    private void rules(Forecast forecast) {
        if (forecast.rules().isEmpty()) {
            line("  ", "rules: none");
            return;
        }
        for (int i = 0; i < forecast.rules().size(); i++) {
            Forecast.Tried tried = forecast.rules().get(i);
            String rule = "rule " + (i + 1) + ", " + tried.rule().place() + ": ";
            line(
                    "  ",
                    rule
                            + (tried.holds()
                                    ? "matches, " + Conditions.words(tried.rule())
                                    : "no match, it needs " + tried.mismatch()));
        }
    }

    private void share(Forecast.Share share) {
        line(
                "  ",
                share.percent() + " % to " + share.subset()
                        + (share.hasAny() ? ":" : ": no instance there can take it"));
        if (!share.known()) {
            line("    ", "not known yet in that application: the first request asks the registry");
        }
        share.prospects().forEach(this::prospect);
        LeftOutText.of(share.leftOut()).forEach(each -> line("    ", each));
    }

    private void prospect(Prospect each) {
        String name = PickText.name(each.instance());
        String version = each.instance().version();
        line(
                "    ",
                name
                        + (version.isEmpty() || each.verdict() == Verdict.OTHER_VERSION ? "" : ", version " + version)
                        + ": " + each.verdict().text() + (each.detail().isEmpty() ? "" : ": " + each.detail()));
    }

    private void limits(Forecast forecast) {
        ServicePolicy policy = forecast.policy();
        TimeoutPolicy times = policy.timeouts();
        RouteOptions options = forecast.options();
        if (options != null) {
            line("  ", "route: " + options.name() + " (" + options.place() + ")");
        }
        line(
                "  ",
                "limits: connect " + limit(times.connect()) + ", response "
                        + limit(either(options == null ? null : options.response(), times.response())) + ", idle "
                        + limit(either(options == null ? null : options.idle(), times.idle())) + ", total "
                        + limit(either(options == null ? null : options.total(), times.total())));
        line("  ", "retries: " + DecisionText.retries(retry(policy, options)));
        if (forecast.guarded()) {
            line(
                    "  ",
                    "breaker: "
                            + (policy.breaker().enabled()
                                    ? forecast.breaker()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-')
                                    : "not enabled")
                            + "; calls in flight: " + forecast.underWay() + " of " + policy.maxConcurrent());
        }
    }

    private static RetryPolicy retry(ServicePolicy policy, @Nullable RouteOptions options) {
        boolean off = options != null && Boolean.FALSE.equals(options.retry());
        return off ? policy.retry().off() : policy.retry();
    }

    private static Duration either(@Nullable Duration written, Duration usual) {
        return written == null ? usual : written;
    }

    private static String limit(Duration time) {
        return Millis.limit(time.toNanos());
    }

    private void edits(@Nullable RouteOptions options) {
        if (options != null) {
            edits("request", options.request());
            edits("response", options.answer());
        }
    }

    private void edits(String message, HeaderEdits edits) {
        if (edits.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        edits.remove().forEach(name -> parts.add("remove " + name));
        new TreeMap<>(edits.set()).forEach((name, value) -> parts.add("set " + name + ": " + value));
        new TreeMap<>(edits.add()).forEach((name, value) -> parts.add("add " + name + ": " + value));
        line("  ", message + " fields: " + String.join(", ", parts));
    }
}
