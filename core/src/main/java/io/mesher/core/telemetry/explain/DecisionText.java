package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Failing;
import io.mesher.core.balance.PickNotes;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.telemetry.TimeSplit.Part;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decision in words, for a terminal. */
public final class DecisionText {
    private DecisionText() {}

    /** A head line, and one for each step, indented. */
    public static String of(Decision decision) {
        StringBuilder text = new StringBuilder();
        head(decision, text);
        routing(decision, text);
        attempts(decision, text);
        time(decision.end(), text);
        return text.toString();
    }

    private static void line(StringBuilder text, String indent, String words) {
        text.append(indent).append(Printable.of(words)).append('\n');
    }

    private static void head(Decision decision, StringBuilder text) {
        EndNote end = decision.end();
        RequestNote request = decision.request();
        String when = end.endedAt() == 0 ? "" : Instant.ofEpochMilli(end.endedAt()) + " ";
        String trace = request.traceId();
        line(
                text,
                "",
                when + request.direction().text() + " " + request.line() + (request.isCut() ? "..." : "") + " -> "
                        + (end.status() == 0 ? "under way" : end.status() + "")
                        + (end.reason().isEmpty() ? "" : " " + end.reason()) + " in " + Millis.of(end.duration())
                        + (trace.isEmpty() ? "" : ", trace " + trace));
    }

    private static void routing(Decision decision, StringBuilder text) {
        RoutingNote routing = decision.routing();
        String source = decision.request().source();
        if (routing.destination().isEmpty()) {
            line(text, "  ", "destination: none found");
            return;
        }
        line(
                text,
                "  ",
                "destination: " + routing.destination()
                        + (routing.app().isEmpty() ? "" : " of application " + routing.app())
                        + (source.isEmpty() ? "" : ", called by " + source));
        if (routing.rules() > 0) {
            line(text, "  ", "rule: " + rule(routing));
        }
        line(text, "  ", "subset: " + subset(routing.subset()) + " of " + instances(routing.instances()));
        LeftOutText.of(routing.leftOut()).forEach(each -> line(text, "    ", each));
        if (routing.options() != null) {
            line(
                    text,
                    "  ",
                    "route: " + routing.options().name() + " ("
                            + routing.options().place() + ")");
        }
        line(text, "  ", "limits: " + limits(routing));
    }

    private static String rule(RoutingNote routing) {
        RouteRule rule = routing.rule();
        if (rule == null) {
            return "none of " + routing.rules() + " matches";
        }
        return routing.rulePlace() + " of " + routing.rules() + ", " + rule.place() + ": " + Conditions.words(rule);
    }

    static String subset(@Nullable Subset subset) {
        return (subset == null ? Subset.LATEST : subset).toString();
    }

    private static String instances(int count) {
        return count == 1 ? "1 instance" : count + " instances";
    }

    private static String limits(RoutingNote routing) {
        return "response " + Millis.limit(routing.response()) + ", idle " + Millis.limit(routing.idle()) + ", total "
                + Millis.limit(routing.total()) + "; " + retries(routing.retry()) + "; "
                + routing.gate().text();
    }

    static String retries(RetryPolicy retry) {
        return switch (retry.mode()) {
            case UNSET -> "retried only if that is safe";
            case OFF -> "nothing that was sent is sent again";
            case ON -> "retried " + retry.onSame() + " times at the same instance, at " + retry.onNext() + " others";
        };
    }

    private static void attempts(Decision decision, StringBuilder text) {
        for (int i = 0; i < decision.attempts(); i++) {
            AttemptNote attempt = decision.attempt(i);
            PickNotes pick = attempt.picking();
            if (pick != null) {
                line(text, "  ", "pick: " + PickText.summary(pick));
                PickText.passedOver(pick).forEach(each -> line(text, "    ", each));
            }
            if (attempt.instance() != null) {
                line(text, "  ", "attempt " + (i + 1) + ": " + attempt(attempt));
            } else {
                line(text, "  ", "no instance was left");
            }
        }
    }

    private static String attempt(AttemptNote attempt) {
        Instance instance = Objects.requireNonNull(attempt.instance());
        StringBuilder words = new StringBuilder(PickText.name(instance));
        if (attempt.sent() >= 0) {
            words.append(attempt.isReused() ? ", reused connection" : ", new connection");
            words.append(" after ").append(Millis.of(attempt.sent() - attempt.start()));
        }
        words.append(": ").append(outcome(attempt));
        if (attempt.end() >= 0) {
            words.append(", ").append(Millis.of(attempt.end() - attempt.start()));
        }
        return words.toString();
    }

    private static String outcome(AttemptNote attempt) {
        Failing failing = attempt.failing();
        if (attempt.status() == 0) {
            return failing == null ? "no answer" : failing.text();
        }
        return failing == null || failing == Failing.STATUS
                ? Integer.toString(attempt.status())
                : attempt.status() + ", then " + failing.text();
    }

    private static void time(EndNote end, StringBuilder text) {
        line(
                text,
                "  ",
                "time: look-up " + Millis.of(end.time(Part.LOOKUP))
                        + ", connections and pauses " + Millis.of(end.time(Part.WAIT))
                        + ", upload " + Millis.of(end.time(Part.UPLOAD))
                        + ", instance " + Millis.of(end.time(Part.UPSTREAM))
                        + ", download " + Millis.of(end.time(Part.DOWNLOAD))
                        + ", Mesher " + Millis.of(end.time(Part.OWN)));
    }
}
