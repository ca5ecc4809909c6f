package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Failing;
import io.mesher.core.balance.PickNotes;
import io.mesher.core.catalog.Instance;
import io.mesher.core.telemetry.TimeSplit.Part;

/** A decision in one line, for a field of a response: printable ASCII, bounded. */
public final class DecisionLine {
    /** Of the whole line; what is longer is cut. */
    public static final int MAX_CHARACTERS = 2048;

    private static final String CUT = "...";

    private DecisionLine() {}

    /** @param addresses whether whom it is for may know where instances are; else they are {@code #1}, {@code #2}, … */
    public static String of(Decision decision, boolean addresses) {
        StringBuilder line = new StringBuilder();
        RoutingNote routing = decision.routing();
        part(line, "destination=" + (routing.destination().isEmpty() ? "none" : routing.destination()));
        if (routing.rules() > 0) {
            part(line, "rule=" + rule(routing, addresses));
        }
        if (!routing.destination().isEmpty()) {
            part(line, "subset=" + quoted(DecisionText.subset(routing.subset())));
            part(line, "gate=" + quoted(routing.gate().text()));
        }
        for (int i = 0; i < decision.attempts(); i++) {
            attempt(line, decision.attempt(i), i + 1, addresses);
        }
        end(line, decision);
        String text = Printable.of(line.toString());
        return text.length() > MAX_CHARACTERS
                ? text.substring(0, MAX_CHARACTERS - CUT.length()).concat(CUT)
                : text;
    }

    private static void part(StringBuilder line, String words) {
        line.append(line.isEmpty() ? "" : "; ").append(words);
    }

    private static String rule(RoutingNote routing, boolean places) {
        if (routing.rule() == null) {
            return "none/" + routing.rules();
        }
        String number = routing.rulePlace() + "/" + routing.rules();
        return places ? number + " " + quoted(routing.rule().place()) : number;
    }

    private static String quoted(String words) {
        return '"' + words.replace('"', '\'') + '"';
    }

    private static void attempt(StringBuilder line, AttemptNote attempt, int number, boolean addresses) {
        PickNotes pick = attempt.picking();
        if (pick != null) {
            part(line, "pick=" + quoted(PickText.summary(pick)));
        }
        Instance instance = attempt.instance();
        if (instance != null) {
            String at = addresses ? instance.endpoint().toString() : "#" + number;
            part(line, "attempt=" + at + " " + outcome(attempt) + times(attempt));
        }
    }

    private static String outcome(AttemptNote attempt) {
        Failing failing = attempt.failing();
        if (attempt.status() != 0) {
            return Integer.toString(attempt.status());
        }
        return failing == null ? "unanswered" : quoted(failing.text());
    }

    private static String times(AttemptNote attempt) {
        StringBuilder times = new StringBuilder();
        if (attempt.end() >= 0) {
            times.append(' ').append(Millis.of(attempt.end() - attempt.start()).replace(" ", ""));
        }
        if (attempt.sent() >= 0) {
            times.append(attempt.isReused() ? " reused" : " new");
        }
        return times.toString();
    }

    private static void end(StringBuilder line, Decision decision) {
        EndNote end = decision.end();
        if (!end.reason().isEmpty()) {
            part(line, "code=" + end.reason());
        }
        time(line, "lookup", end.time(Part.LOOKUP));
        time(line, "waited", end.time(Part.WAIT));
        time(line, "upload", end.time(Part.UPLOAD));
        time(line, "upstream", end.time(Part.UPSTREAM));
        time(line, "own", end.time(Part.OWN));
        String trace = decision.request().traceId();
        if (!trace.isEmpty()) {
            part(line, "trace=" + trace);
        }
    }

    private static void time(StringBuilder line, String name, long nanos) {
        part(line, name + '=' + Millis.of(nanos).replace(" ", ""));
    }
}
