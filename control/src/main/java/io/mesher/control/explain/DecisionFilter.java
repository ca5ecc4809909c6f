package io.mesher.control.explain;

import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.EndNote;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which decisions are asked for. Immutable: event loops test with it.
 *
 * @param destination the service's name; empty: any
 * @param status {@code 503}, {@code 5xx}, {@code failed}; empty: any
 * @param minNanos that the request took
 * @param trace its id, or the end of it; empty: any
 * @param limit of all together
 */
record DecisionFilter(String destination, String status, long minNanos, String trace, int limit, boolean text)
        implements Predicate<Decision> {
    static final int USUAL_LIMIT = 32;
    static final int MAX = 1024;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String FAILED = "failed";
    private static final List<String> PARAMETERS =
            List.of("destination", "status", "min-ms", "trace", "limit", Query.FORMAT);

    static DecisionFilter of(Map<String, List<String>> values) throws BadQuery {
        Query query = new Query(values, PARAMETERS);
        return new DecisionFilter(
                query.one("destination"),
                status(query.one("status")),
                NANOS_PER_MILLI * query.integer("min-ms", 0, 0, Integer.MAX_VALUE),
                query.one("trace"),
                query.integer("limit", USUAL_LIMIT, 1, MAX),
                query.wantsText());
    }

    private static String status(String text) throws BadQuery {
        boolean code = text.length() == 3
                && isIn(text.charAt(0), '1', '9')
                && (text.endsWith("xx") || (isIn(text.charAt(1), '0', '9') && isIn(text.charAt(2), '0', '9')));
        if (!text.isEmpty() && !text.equals(FAILED) && !code) {
            throw new BadQuery("status: " + text + " (expected: a status such as 503, 5xx or failed)");
        }
        return text;
    }

    private static boolean isIn(char c, char from, char to) {
        return c >= from && c <= to;
    }

    @Override
    public boolean test(Decision decision) {
        EndNote end = decision.end();
        return (destination.isEmpty() || destination.equals(decision.routing().destination()))
                && end.duration() >= minNanos
                && hasStatus(end)
                && (trace.isEmpty() || decision.request().traceId().endsWith(trace));
    }

    private boolean hasStatus(EndNote end) {
        if (status.isEmpty()) {
            return true;
        }
        if (status.equals(FAILED)) {
            return end.isFailure();
        }
        String code = Integer.toString(end.status());
        return status.endsWith("xx") ? code.charAt(0) == status.charAt(0) : code.equals(status);
    }
}
