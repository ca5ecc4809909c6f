package io.mesher.app;

import io.mesher.net.http1.HttpListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The listening addresses of one Mesher. */
final class Listeners {
    private @Nullable HttpListener incoming;
    private @Nullable HttpListener outgoing;

    private @Nullable HttpListener admin;

    Listeners() {}

    void admin(HttpListener listener) {
        admin = listener;
    }

    void incoming(HttpListener listener) {
        incoming = listener;
    }

    void outgoing(HttpListener listener) {
        outgoing = listener;
    }

    /** Null for a pure consumer. */
    @Nullable HttpListener incoming() {
        return incoming;
    }

    HttpListener outgoing() {
        return Objects.requireNonNull(outgoing);
    }

    void start() {
        if (admin != null) {
            admin.start();
        }
        outgoing().start();
        if (incoming != null) {
            incoming.start();
        }
    }
}
