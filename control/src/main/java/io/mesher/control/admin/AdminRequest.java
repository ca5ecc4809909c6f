package io.mesher.control.admin;

import io.mesher.net.server.PercentDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be answered.
 *
 * @param changes whether it is to change something (POST), rather than to read
 * @param argument the path behind {@link Route#path}, as it came; empty for a route without a parameter
 * @param query as it came, without the question mark; empty for none
 * @param accept which formats the caller takes; empty: it doesn't say
 * @param body empty for none, and where nothing is to be changed; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record AdminRequest(boolean changes, String argument, String query, String accept, byte[] body) {
    /** The first parameter of this name, decoded; null where there is none, or where it isn't the encoding of UTF-8. */
    @Nullable String parameter(String name) {
        for (int from = 0; from < query.length(); ) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            if (query.startsWith(name, from) && query.startsWith("=", from + name.length())) {
                return PercentDecoder.decode(
                        query.substring(from + name.length() + 1, end).replace('+', ' '));
            }
            from = end + 1;
        }
        return null;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
