package io.mesher.control.admin;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.server.HostPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One connection to the admin API. Every request is answered as soon as its head is there; a body is never asked for, and the
 * engine closes the connection behind a request that has one.
 */
final class AdminHandler implements ServerHandler {
    private static final byte[] ACCEPT = Ascii.bytes("accept");
    private static final byte[] ORIGIN = Ascii.bytes("origin");
    private static final String FIELDS = "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Type: ";
    private static final String ALLOW = "Allow: GET, HEAD\r\n";

    private final HostPolicy hosts;
    private final Routes routes;

    AdminHandler(HostPolicy hosts, Routes routes) {
        this.hosts = hosts;
        this.routes = routes;
    }

    @Override
    public void onRequest(ServerStream stream) {
        RequestHead head = stream.request();
        AdminResponse response = respond(head);
        send(stream, response, response.status() == 405 ? ALLOW : "", false);
    }

    private AdminResponse respond(RequestHead head) {
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
        return serve(head, path(head));
    }

    private AdminResponse serve(RequestHead head, String path) {
        Route route = routes.find(path);
        if (route == null) {
            return AdminResponse.text(404, "There is nothing at this path. The admin API has:\n\n" + routes.listing());
        }
        if (!routes.isServed(route)) {
            return AdminResponse.text(403, """
                    This is served only while the admin API listens on a loopback address.
                    Set its listen address (protocols.rest-admin.listenAddress) to 127.0.0.1, and ask from this machine.
                    """);
        }
        if (head.method() != Method.GET && head.method() != Method.HEAD) {
            return AdminResponse.text(405, "This path knows the methods GET and HEAD only.\n");
        }
        return route.respond(path, text(head.fields(), ACCEPT));
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

    /** The first field of this name; empty: there is none. */
    private static String text(Fields fields, byte[] name) {
        for (int i = 0; i < fields.count(); i++) {
            if (Ascii.equalsIgnoreCase(fields.bytes(), fields.nameStart(i), fields.nameEnd(i), name)) {
                return fields.value(i);
            }
        }
        return "";
    }

    /** Without the query. An absolute URL may have no path, which means {@code /}. */
    private static String path(RequestHead head) {
        String target = head.text(head.pathStart(), head.pathEnd());
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.isEmpty() ? "/" : path;
    }

    @Override
    public void onBadRequest(ServerStream stream, RequestFailure failure) {
        if (!(failure instanceof RequestFailure.Gone)) {
            send(stream, BadRequest.answer(failure), "", true);
        }
    }

    private static void send(ServerStream stream, AdminResponse response, String furtherFields, boolean close) {
        String fields = FIELDS + response.contentType() + "\r\n" + furtherFields;
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        stream.answer(OwnResponse.of(response.status(), fields, body, close));
    }

    @Override
    public void onRequestFailed(RequestFailure failure) {
        // It is answered already.
    }

    @Override
    public void onBody(ByteBuffer data) {
        // Never wanted.
    }

    @Override
    public void onBodyEnd(Fields trailers) {
        // Never wanted.
    }

    @Override
    public void onTunnelEnd() {
        // There are none.
    }

    @Override
    public void onCongested() {
        // Answers are made whole.
    }

    @Override
    public void onDrained() {
        // Answers are made whole.
    }

    @Override
    public void onClosed() {}
}
