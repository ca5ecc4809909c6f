package io.mesher.control.admin;

import io.mesher.control.admin.AdminRoute.Access;
import io.mesher.control.admin.resource.AdminResponse;
import io.mesher.core.config.AdminConfig;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.net.server.ApiRequest;
import io.mesher.net.server.HostPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for what. {@link Endpoints} says which paths are whose:
 *
 * <pre>
 * port listens on   token configured   EVERYBODY, read   OPERATORS, read   OPERATORS, change
 * loopback          no                 yes               yes               yes
 * loopback          yes                yes               yes               with the token
 * elsewhere         no                 yes               no                no
 * elsewhere         yes                yes               with the token    with the token
 * </pre>
 *
 * A change is a POST that says it has JSON, which no web page sends to another site without asking before (CORS), which is
 * refused. Host names that nobody configured, and pages of other origins, get nothing at all.
 */
final class AdminGate {
    private static final byte[] ORIGIN = Ascii.bytes("origin");
    private static final String BEARER = "bearer ";
    private static final String JSON = "application/json";

    private final HostPolicy hosts;
    private final byte[] token;

    AdminGate(AdminConfig config) {
        hosts = HostPolicy.of(config.listen().host(), config.allowedHosts());
        token = config.token().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The answer to who gets nothing; null for everybody else. */
    @Nullable AdminResponse stranger(RequestHead head) {
        if (head.method() == Method.CONNECT) {
            return AdminResponse.text(501, "The admin API is not a proxy: it does not tunnel (CONNECT).\n");
        }
        String host = head.host();
        if (!hosts.allows(host)) {
            return AdminResponse.text(421, """
                    The admin API does not answer to the host name of this request.
                    Call it as localhost, 127.0.0.1 or [::1], or add the name to mesher.admin.allowedHosts.
                    """);
        }
        if (hasForeignOrigin(head.fields(), host)) {
            return AdminResponse.text(403, """
                    The admin API does not answer to web pages of other origins.
                    Open the page from a host named in mesher.admin.allowedHosts.
                    """);
        }
        return null;
    }

    private boolean hasForeignOrigin(Fields fields, String host) {
        for (int i = 0; i < fields.count(); i++) {
            if (Ascii.equalsIgnoreCase(fields.bytes(), fields.nameStart(i), fields.nameEnd(i), ORIGIN)
                    && !hosts.allowsOrigin(fields.value(i), host)) {
                return true;
            }
        }
        return false;
    }

    /** The answer to who may not read; null for who may. */
    @Nullable AdminResponse readRefusal(AdminRoute route, ApiRequest request) {
        if (route.access() == Access.EVERYBODY || hosts.isLoopbackOnly()) {
            return null;
        }
        if (token.length == 0) {
            return AdminResponse.text(403, """
                    This is served only while the admin API listens on a loopback address, or to who has a token.
                    Set its listen address (protocols.rest-admin.listenAddress) to 127.0.0.1 and ask from this machine, or
                    set mesher.admin.token and send it: Authorization: Bearer <token>
                    """);
        }
        return hasToken(request) ? null : unauthorized();
    }

    /** The answer to a change, by who may read, that isn't made; null for one that is. */
    @Nullable AdminResponse changeRefusal(ApiRequest request) {
        if (token.length > 0 && !hasToken(request)) {
            return unauthorized();
        }
        String type = request.field("content-type");
        String media = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (media.equals(JSON) || media.startsWith(JSON + ";")) {
            return null;
        }
        return AdminResponse.text(415, """
                A request that changes something must be JSON, even if its body is empty.
                Send the field: Content-Type: application/json
                """);
    }

    private static AdminResponse unauthorized() {
        return AdminResponse.text(401, """
                        This requires the token in mesher.admin.token.
                        Send it: Authorization: Bearer <token>
                        """).with("WWW-Authenticate", "Bearer");
    }

    private boolean hasToken(ApiRequest request) {
        String field = request.field("authorization");
        if (field == null || !field.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        byte[] shown = field.substring(BEARER.length()).strip().getBytes(StandardCharsets.ISO_8859_1);
        // In constant time: how long a refusal takes must not tell how much was right.
        return MessageDigest.isEqual(token, shown);
    }
}
