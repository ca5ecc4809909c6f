package io.mesher.proxy.record;

import java.util.List;

/** Takes out of a URL's query what opens doors: signed URLs are as good as a password until they expire. */
final class Redacted {
    private static final String INSTEAD = "REDACTED";

    /**
     * OpenTelemetry's semantic conventions, url.query: the first four, compared by letter case; the others are what AWS signs with
     * today (Signature Version 4).
     */
    private static final List<String> NAMES = List.of(
            "AWSAccessKeyId",
            "Signature",
            "sig",
            "X-Goog-Signature",
            "X-Amz-Signature",
            "X-Amz-Credential",
            "X-Amz-Security-Token");

    private Redacted() {}

    /**
     * The query with its names and without those values.
     *
     * @param query without its {@code ?}
     */
    static String query(String query) {
        StringBuilder told = null;
        int copied = 0;
        for (int from = 0; from < query.length(); ) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            int equals = query.indexOf('=', from, end);
            if (equals >= 0 && isSecret(query, from, equals)) {
                told = told == null ? new StringBuilder(query.length()) : told;
                told.append(query, copied, equals + 1).append(INSTEAD);
                copied = end;
            }
            from = end + 1;
        }
        return told == null ? query : told.append(query, copied, query.length()).toString();
    }

    private static boolean isSecret(String query, int from, int to) {
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            if (name.length() == to - from && query.startsWith(name, from)) {
                return true;
            }
        }
        return false;
    }
}
