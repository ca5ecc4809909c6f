package io.mesher.net.server;

import io.mesher.base.text.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a URL, taken apart as forms write it. */
public final class QueryText {
    private QueryText() {}

    /** @param query without the question mark; what isn't well encoded stays as it came */
    public static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            values.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
        return values;
    }

    /** A name or a value of it. What isn't well encoded is taken as it is. */
    public static String decoded(String text) {
        String spaced = text.replace('+', ' ');
        String decoded = PercentEncoding.decode(spaced);
        return decoded == null ? spaced : decoded;
    }
}
