package io.mesher.registry.server;

import io.mesher.net.server.Api;
import io.mesher.net.server.ApiReply;
import io.mesher.net.server.ApiRequest;
import io.mesher.net.server.ApiRoutes;
import io.mesher.net.server.HostPolicy;
import io.mesher.registry.store.Moment;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.TenantKey;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request, and whether it may be asked. */
final class RegistryApi implements Api {
    private static final int MAX_TENANT_NAME = 128;

    private final RegistryRoutes routes;
    private final HostPolicy hosts;
    private final @Nullable IssuedTokens tokens;
    private final Clock clock;

    /** @param tokens null where everybody may ask */
    RegistryApi(RegistryRoutes routes, HostPolicy hosts, @Nullable IssuedTokens tokens, Clock clock) {
        this.routes = routes;
        this.hosts = hosts;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public void onRequest(ApiRequest request, ApiReply reply) {
        Answer refused = stranger(request);
        if (refused != null) {
            reply.send(refused.response());
            return;
        }
        // No pattern switch: who hosts the registry meets it at the start, and linking one takes milliseconds.
        ApiRoutes.Match<RegistryRoutes.Guarded> match = routes.find(request.method(), request.path());
        if (match instanceof ApiRoutes.Match.Found<RegistryRoutes.Guarded> found) {
            answer(found, request, reply);
        } else if (match instanceof ApiRoutes.Match.OtherMethods<RegistryRoutes.Guarded> other) {
            reply.send(Answer.text(405, "Method Not Allowed\n")
                    .with("Allow", String.join(", ", other.allowed()))
                    .response());
        } else {
            reply.send(nothing(request.path()).response());
        }
    }

    private static Answer nothing(String path) {
        if (!path.contains("//") || !path.startsWith("/")) {
            return Answer.text(404, "404 page not found\n");
        }
        String single = path;
        while (single.contains("//")) {
            single = single.replace("//", "/");
        }
        return Answer.text(301, "").with("Location", single);
    }

    /** Null for whoever may ask. */
    private @Nullable Answer stranger(ApiRequest request) {
        // Elsewhere a token is asked for, which a rebound name doesn't have, and names are whatever the network calls
        // us.
        if (!hosts.isLoopbackOnly()) {
            return null;
        }
        if (!hosts.allows(request.host())) {
            return Answer.text(421, """
                    The registry does not answer to the host name of this request.
                    Call it as localhost, 127.0.0.1 or [::1].
                    """);
        }
        String origin = request.field("origin");
        boolean changes = !request.method().equals("GET") || request.field("upgrade") != null;
        if (origin != null && changes && !hosts.allowsOrigin(origin, request.host())) {
            return Answer.text(403, "The registry accepts no changes from web pages of other origins.\n");
        }
        return null;
    }

    private void answer(ApiRoutes.Match.Found<RegistryRoutes.Guarded> found, ApiRequest request, ApiReply reply) {
        Moment now = clock.now();
        ErrorDocument unauthorized = tokens == null || found.target().open()
                ? null
                : tokens.refusal(request.field("authorization"), now.epochMillis() / 1000);
        if (unauthorized != null) {
            reply.send(Answer.error(401, unauthorized).response());
            return;
        }
        try {
            Call call = call(found.variables(), request, now);
            found.target().operation().serve(call, reply);
        } catch (Refusal refusal) {
            reply.send(Answer.error(refusal.code().status(), refusal.document()).response());
        } catch (BoundedBytes.TooLong e) {
            ErrorCode code = ErrorCode.NOT_ENOUGH_QUOTA;
            reply.send(Answer.error(code.status(), code.document(String.valueOf(e.getMessage())))
                    .response());
        } catch (BadJson e) {
            ErrorCode code = ErrorCode.INVALID_PARAMETERS;
            reply.send(Answer.error(code.status(), code.document("body: " + e.getMessage()))
                    .response());
        }
    }

    private static Call call(Map<String, String> encoded, ApiRequest request, Moment now) throws Refusal {
        Map<String, String> variables = new HashMap<>();
        for (Map.Entry<String, String> variable : encoded.entrySet()) {
            variables.put(variable.getKey(), QueryReader.decoded(variable.getValue()));
        }
        return new Call(request, tenant(request, variables), variables, QueryReader.read(request.query()), now);
    }

    private static TenantKey tenant(ApiRequest request, Map<String, String> variables) throws Refusal {
        String domain = request.field("x-domain-name");
        // Only the API before today's, which has no project in its paths, has this header.
        String tenant = variables.containsKey("project") ? null : request.field("x-tenant-name");
        String named = tenant != null && !tenant.isEmpty() ? tenant : domain == null ? "" : domain;
        return new TenantKey(
                checked("domain", named.isEmpty() ? TenantKey.DEFAULT.domain() : named),
                checked("project", variables.getOrDefault("project", TenantKey.DEFAULT.project())));
    }

    /** Ids are made of these and slashes. */
    private static String checked(String what, String name) throws Refusal {
        boolean fits = name.length() <= MAX_TENANT_NAME
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
        if (!fits) {
            throw new Refusal(
                    ErrorCode.INVALID_PARAMETERS,
                    what + ": " + (name.length() <= MAX_TENANT_NAME ? name : "too long")
                            + " (expected: letters, digits, - _ ., at most " + MAX_TENANT_NAME + ")");
        }
        return name;
    }
}
