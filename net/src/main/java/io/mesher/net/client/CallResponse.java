package io.mesher.net.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response, whole.
 *
 * @param status 200 to 599; 101 never comes here
 * @param fields by name in lower case; of a repeated one the first
 * @param body decoded from its transfer coding; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record CallResponse(int status, Map<String, String> fields, byte[] body) {
    public CallResponse {
        fields = Map.copyOf(fields);
    }

    /** @param name in lower case */
    public @Nullable String field(String name) {
        return fields.get(name);
    }
}
