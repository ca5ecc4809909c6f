package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.CallerBound;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ReservedConnection;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http.ServerStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections that instances have authenticated as one caller (NTLM, and Negotiate as RFC 4559 has it): whoever sends the next
 * request on such a connection is taken for that caller. Each belongs to one connection of the caller, and ends with it. Event loop
 * only.
 */
final class ReservedInstances implements CallerBound {
    /** Of one caller's connection; the oldest gives way. */
    private static final int MAX = 8;

    private static final byte[][] SCHEMES = {Ascii.bytes("ntlm"), Ascii.bytes("negotiate"), Ascii.bytes("nego2")};

    private final Map<Endpoint, ReservedConnection> connections = new LinkedHashMap<>();

    ReservedInstances() {}

    /** Those of the caller's connection; null where it has none. */
    static @Nullable ReservedInstances of(ServerStream caller) {
        return caller.bound() instanceof ReservedInstances known ? known : null;
    }

    /** Whether the response, or the request that it answers, ties the upstream's connection to its caller. */
    static boolean isTied(RequestHead request, ResponseHead response) {
        if (request.fields().has(FieldName.AUTHORIZATION) && names(request.fields(), FieldName.AUTHORIZATION)) {
            return true;
        }
        return switch (response.status()) {
            case 401 -> names(response.fields(), FieldName.WWW_AUTHENTICATE);
            case 407 -> names(response.fields(), FieldName.PROXY_AUTHENTICATE);
            default -> false;
        };
    }

    private static boolean names(Fields fields, FieldName name) {
        for (int i = fields.find(name); i >= 0; i = fields.next(name, i + 1)) {
            for (byte[] scheme : SCHEMES) {
                if (fields.valueBegins(i, scheme)) {
                    return true;
                }
            }
        }
        return false;
    }

    void keep(Endpoint endpoint, ReservedConnection connection) {
        ReservedConnection before = connections.put(endpoint, connection);
        if (before != null && before != connection) {
            before.close();
        }
        if (connections.size() > MAX) {
            Map.Entry<Endpoint, ReservedConnection> oldest =
                    connections.entrySet().iterator().next();
            connections.remove(oldest.getKey());
            oldest.getValue().close();
        }
    }

    boolean has(Endpoint endpoint) {
        return connections.containsKey(endpoint);
    }

    /** Null where there is none, or it has ended. */
    @Nullable ClientStream open(Endpoint endpoint, boolean repeatable) {
        ReservedConnection kept = connections.get(endpoint);
        ClientStream stream = kept == null ? null : kept.reopen(repeatable);
        if (kept != null && stream == null) {
            connections.remove(endpoint);
        }
        return stream;
    }

    @Override
    public void connectionEnded() {
        connections.values().forEach(ReservedConnection::close);
        connections.clear();
    }
}
