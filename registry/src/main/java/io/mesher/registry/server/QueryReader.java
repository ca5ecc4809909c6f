package io.mesher.registry.server;

import io.mesher.base.text.PercentEncoding;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads queries and parts of paths. */
final class QueryReader {
    private QueryReader() {}

    /** @param query without the question mark */
    static Map<String, String> read(String query) throws Refusal {
        Map<String, String> parameters = new LinkedHashMap<>();
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            String pair = query.substring(from, end < 0 ? query.length() : end);
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty()) {
                parameters.putIfAbsent(
                        decoded(spaced(name)), equals < 0 ? "" : decoded(spaced(pair.substring(equals + 1))));
            }
            from = end < 0 ? query.length() : end + 1;
        }
        return parameters;
    }

    /** A plus is a space in a query, unlike in a path. */
    private static String spaced(String text) {
        return text.replace('+', ' ');
    }

    static String decoded(String text) throws Refusal {
        String decoded = PercentEncoding.decode(text);
        if (decoded == null) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "not percent-encoded UTF-8: " + text);
        }
        return decoded;
    }
}
