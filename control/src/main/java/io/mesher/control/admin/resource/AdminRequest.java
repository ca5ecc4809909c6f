package io.mesher.control.admin.resource;

import io.mesher.net.server.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be answered.
 *
 * @param changes whether it is to change something (POST), rather than to read
 * @param argument the path's parameter, as it came; empty for a route without one
 * @param query as it came, without the question mark; empty for none
 * @param accept which formats the caller takes; empty: it doesn't say
 * @param acceptEncoding likewise; empty: it doesn't say
 * @param body empty for none, and where nothing is to be changed; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record AdminRequest(
        boolean changes, String argument, String query, String accept, String acceptEncoding, byte[] body) {
    /** The first parameter of this name, decoded; null where there is none. */
    public @Nullable String parameter(String name) {
        List<String> values = QueryText.parse(query).get(name);
        return values == null ? null : values.getFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
