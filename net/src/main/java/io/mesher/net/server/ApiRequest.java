package io.mesher.net.server;

import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, whole.
 *
 * @param host of the request, without port and brackets; empty where it names none
 * @param path as it came, percent-encoded, without the query
 * @param query as it came, without the question mark; empty for none
 * @param fields by name in lower case; of a repeated one the first
 * @param body empty for none; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record ApiRequest(
        InetAddress peer,
        String method,
        String host,
        String path,
        String query,
        Map<String, String> fields,
        byte[] body) {
    public ApiRequest {
        fields = Map.copyOf(fields);
    }

    /** @param name in lower case */
    public @Nullable String field(String name) {
        return fields.get(name);
    }
}
