package io.mesher.it.registry;

import io.mesher.it.component.Application;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a real registry, and can be as bad as a network or a server can be. */
final class RegistryRelay implements AutoCloseable {

    /** What it does with what it is asked. */
    enum Mode {
        /** As if it weren't there. */
        PASS,
        /** Accepts everything and never answers; what was answered before stays so. */
        HANG,
        /** Every request is answered with a 500. */
        ERRORS,
        /** One answer says of every service that it is known and has no instance; then as if it weren't there. */
        EMPTY_ONCE
    }

    /** How the paths of both questions for instances begin; those to register or renew one go on from a service's id. */
    private static final String FIND = "/registry/instances";

    private final InetSocketAddress registry;
    private final Application front;
    private final AtomicInteger finds = new AtomicInteger();
    private final Set<Wire> tunnels = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASS;

    RegistryRelay(InetSocketAddress registry) throws IOException {
        this.registry = registry;
        front = Application.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::serve);
    }

    /** As clients are told of it. */
    String url() {
        return "http://127.0.0.1:" + front.port();
    }

    void be(Mode next) {
        mode = next;
    }

    /** How often it was asked for instances so far, in any mode. */
    int finds() {
        return finds.get();
    }

    /** Watches that are open through it. */
    int watches() {
        return tunnels.size();
    }

    /** Ends every watch with a reset. */
    void cutWatches() throws IOException {
        for (Wire tunnel : tunnels) {
            tunnel.reset();
        }
    }

    private void serve(Wire caller) throws IOException {
        for (Message request = caller.readOrEnd(); request != null; request = caller.readOrEnd()) {
            if (request.target().contains(FIND)) {
                finds.incrementAndGet();
            }
            switch (mode) {
                case PASS -> pass(request, caller);
                case HANG -> caller.ends();
                case ERRORS ->
                    caller.send(json(500, "{\"errorCode\":\"500003\",\"errorMessage\":\"Internal server error\"}"));
                case EMPTY_ONCE -> pretendEmpty(request, caller);
            }
        }
    }

    private void pass(Message request, Wire caller) throws IOException {
        try (Wire onward = Wire.to(registry)) {
            Message answer = onward.ask(text(request));
            caller.send(text(answer));
            if (answer.status() == 101) {
                tunnel(caller, onward);
            }
        }
    }

    private void pretend(Wire caller, String body) throws IOException {
        mode = Mode.PASS;
        caller.send(json(200, body));
    }

    private void pretendEmpty(Message request, Wire caller) throws IOException {
        if (request.target().contains(FIND + "?")) {
            pretend(caller, "{}");
        } else if (request.target().contains(FIND + "/action")) {
            StringBuilder updated = new StringBuilder();
            int services = request.body().split("\"serviceName\"", -1).length - 1;
            for (int i = 0; i < services; i++) {
                updated.append(i == 0 ? "" : ",")
                        .append("{\"index\":")
                        .append(i)
                        .append(",\"rev\":\"none\"}");
            }
            pretend(caller, "{\"services\":{\"updated\":[" + updated + "]}}");
        } else {
            pass(request, caller);
        }
    }

    private void tunnel(Wire caller, Wire onward) throws IOException {
        caller.socket().setSoTimeout(0);
        onward.socket().setSoTimeout(0);
        tunnels.add(caller);
        try {
            Thread.ofVirtual().start(() -> copy(onward, caller));
            copy(caller, onward);
        } finally {
            tunnels.remove(caller);
        }
    }

    private void copy(Wire from, Wire to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            for (int count = from.in().read(bytes);
                    count >= 0;
                    count = from.in().read(bytes)) {
                if (mode != Mode.HANG) {
                    to.out().write(bytes, 0, count);
                    to.out().flush();
                }
            }
        } catch (IOException _) {
            // One side went away: the other is closed too.
        }
    }

    private static String json(int status, String body) {
        return "HTTP/1.1 " + status + " Any\r\nContent-Type: application/json; charset=UTF-8\r\n"
                + "X-Resource-Revision: none\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** The same message, its body framed by its length. */
    private static String text(Message message) {
        StringBuilder text = new StringBuilder(message.startLine()).append("\r\n");
        for (String field : message.fields()) {
            if (!field.regionMatches(true, 0, "transfer-encoding:", 0, 18)
                    && !field.regionMatches(true, 0, "content-length:", 0, 15)) {
                text.append(field).append("\r\n");
            }
        }
        boolean bodiless = message.body().isEmpty()
                && (message.startLine().startsWith("GET")
                        || message.startLine().startsWith("HTTP/1.1 101")
                        || message.startLine().startsWith("HTTP/1.1 304"));
        if (!bodiless) {
            text.append("Content-Length: ").append(message.body().length()).append("\r\n");
        }
        return text.append("\r\n").append(message.body()).toString();
    }

    @Override
    public void close() throws IOException {
        front.close();
    }
}
