package io.mesher.app;

import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.TlsConfig;
import io.mesher.net.listen.TcpListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The listening addresses of one Mesher. */
final class Listeners {
    private static final String TLS = "?sslEnabled=true";

    private @Nullable TcpListener incoming;
    private @Nullable TcpListener outgoing;

    private @Nullable TcpListener admin;

    Listeners() {}

    void admin(TcpListener listener) {
        admin = listener;
    }

    void incoming(TcpListener listener) {
        incoming = listener;
    }

    void outgoing(TcpListener listener) {
        outgoing = listener;
    }

    /** Null for a pure consumer. */
    @Nullable TcpListener incoming() {
        return incoming;
    }

    /** Null where there is none. */
    @Nullable TcpListener admin() {
        return admin;
    }

    TcpListener outgoing() {
        return Objects.requireNonNull(outgoing);
    }

    /**
     * What is registered: where others call the application ({@code rest://}), none for a pure consumer, so that nobody
     * calls it; and the admin port. The ports are those that the system gave.
     */
    List<String> endpoints(MesherConfig config) {
        ListenAddress advertise = config.http().advertise();
        ListenAddress advertiseAdmin = config.admin().advertise();
        List<String> endpoints = new ArrayList<>();
        if (incoming != null) {
            // Where both are taken, callers without keys must go on.
            boolean tls = config.tls().mode() == TlsConfig.Mode.STRICT;
            endpoints.add(endpoint("rest", incoming, advertise) + (tls ? TLS : ""));
        }
        String suffix = config.tls().admin() == null ? "" : TLS;
        if (admin != null && (advertiseAdmin != null || !isAnyAddress(admin))) {
            endpoints.add(endpoint("rest-admin", admin, advertiseAdmin) + suffix);
        } else if (admin != null && incoming != null) {
            // All addresses of the machine: others know it by the one at which the application is called.
            String host = advertise == null ? incoming.address().getAddress().getHostAddress() : advertise.host();
            int port = admin.address().getPort();
            endpoints.add(endpoint("rest-admin", admin, new ListenAddress(host, port, "rest-admin")) + suffix);
        }
        return endpoints;
    }

    private static boolean isAnyAddress(TcpListener listener) {
        return listener.address().getAddress().isAnyLocalAddress();
    }

    private static String endpoint(String scheme, TcpListener listener, @Nullable ListenAddress advertise) {
        ListenAddress told = advertise != null ? advertise : ListenAddress.of(listener.address(), scheme);
        return scheme + "://" + told.authority();
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
