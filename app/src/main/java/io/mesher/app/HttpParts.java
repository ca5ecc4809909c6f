package io.mesher.app;

import io.mesher.base.Repeated;
import io.mesher.control.admin.AdminApi;
import io.mesher.control.admin.AdminSources;
import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.http1.Http1Server;
import io.mesher.net.listen.ServerProtocol;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.listen.TlsServer;
import io.mesher.net.listen.TlsServer.TlsServerSettings;
import io.mesher.net.loop.EventLoop;
import io.mesher.proxy.Filter;
import io.mesher.proxy.IncomingPipeline;
import io.mesher.proxy.OutgoingPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening addresses: the admin port, incoming, outgoing. */
final class HttpParts implements Part {
    private static final int MAX_PORTS_TRIED = 100;

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final MesherConfig config;
    private final LoopParts loops;
    private final TlsParts tls;
    private final Telemetry telemetry;
    private final RequestParts requests;
    private final Listeners listeners;
    private final Supplier<AdminSources> shown;
    private final Opened opened = new Opened();
    private final AtomicInteger connections = new AtomicInteger();
    private final FileDescriptors descriptors = FileDescriptors.read();
    private final Repeated notAccepted = new Repeated(1);
    private volatile List<Filter> incomingFilters = List.of();
    private volatile List<Filter> outgoingFilters = List.of();

    /**
     * @param listeners gets the listeners
     * @param shown asked when somebody first calls the admin port
     */
    HttpParts(
            MesherConfig config,
            LoopParts loops,
            TlsParts tls,
            Telemetry telemetry,
            RequestParts requests,
            Listeners listeners,
            Supplier<AdminSources> shown) {
        this.config = config;
        this.loops = loops;
        this.tls = tls;
        this.telemetry = telemetry;
        this.requests = requests;
        this.listeners = listeners;
        this.shown = shown;
    }

    /** The admin port first, so that a probe can see a Mesher that is still starting. */
    @Override
    public void open() throws StartFailure {
        if (config.admin().enabled()) {
            openAdmin(config.admin());
        }
        openTraffic(maxConnections());
    }

    private int maxConnections() {
        int wanted = config.limits().connections();
        int possible = descriptors.connections(wanted);
        if (possible < wanted) {
            String text = "mesher.limits.connections: " + wanted + " connections need " + descriptors.needed(wanted)
                    + " file descriptors, but this process may have " + descriptors.limit() + ": limited to " + possible
                    + " (expected: a higher limit, ulimit -n or LimitNOFILE, or a lower mesher.limits.connections)";
            // The default is generous: to miss it by a little concerns nearly nobody.
            if (possible < wanted / 2) {
                log.warn("{}", text);
            } else {
                log.info("{}", text);
            }
        }
        return possible;
    }

    private void openAdmin(AdminConfig admin) throws StartFailure {
        AdminApi api = new AdminApi(admin, shown);
        ListenAddress address = admin.listen();
        AtomicInteger adminConnections = new AtomicInteger();
        for (int next = address.port(); ; next++) {
            ListenAddress candidate = new ListenAddress(address.host(), next, address.key());
            try {
                TcpListener listener = listen(
                        candidate,
                        List.of(loops.admin()),
                        protocols(1, tls.server(config.tls().admin(), "admin"), api::handlers),
                        adminConnections,
                        descriptors.adminConnections(),
                        descriptors.adminConnections());
                listeners.admin(listener);
                log.info(
                        "admin on {}{}",
                        opened(candidate, listener),
                        next == address.port() ? "" : ", since " + address + " is in use");
                return;
            } catch (StartFailure e) {
                if (admin.configured() || next == address.port() + MAX_PORTS_TRIED) {
                    throw e;
                }
            }
        }
    }

    private void openTraffic(int possible) throws StartFailure {
        ListenAddress outside = config.http().incoming();
        ListenAddress inside = config.http().outgoing();
        boolean shared = outside != null && possible < config.limits().connections();
        int maxOpen = shared ? Math.max(2, possible) : possible;
        int maxOfSide = shared ? FileDescriptors.ofOneSide(maxOpen) : maxOpen;
        if (outside != null) {
            TcpListener incoming = listen(
                    outside,
                    tls.server(config.tls().external(), "incoming"),
                    requests.exchanges(Direction.INCOMING, () -> incomingFilters),
                    maxOpen,
                    maxOfSide);
            listeners.incoming(incoming);
            // The same port on both, also where the system chose it.
            inside = new ListenAddress(inside.host(), incoming.address().getPort(), inside.key());
            log.info("incoming on {}", opened(outside, incoming));
        }
        TcpListener outgoing = listen(
                inside,
                tls.server(config.tls().local(), "outgoing"),
                requests.exchanges(Direction.OUTGOING, () -> outgoingFilters),
                maxOpen,
                maxOfSide);
        listeners.outgoing(outgoing);
        log.info("outgoing on {}", opened(inside, outgoing));
    }

    /** The address as it was asked for, with the port that it got: the system knows 0.0.0.0 as the longest form of ::. */
    private static ListenAddress opened(ListenAddress asked, TcpListener listener) {
        return new ListenAddress(asked.host(), listener.address().getPort(), asked.key());
    }

    private TcpListener listen(
            ListenAddress address,
            @Nullable TlsServerSettings secured,
            Function<EventLoop, StreamHandlers> handlers,
            int maxOpen,
            int maxHere)
            throws StartFailure {
        List<EventLoop> on = loops.traffic();
        return listen(address, on, protocols(on.size(), secured, handlers), connections, maxOpen, maxHere);
    }

    /** What a port speaks. {@code secured}: null for plain HTTP. */
    private ServerProtocol.Source protocols(
            int onLoops, @Nullable TlsServerSettings secured, Function<EventLoop, StreamHandlers> handlers) {
        ServerProtocol.Source http = Http1Server.protocols(NetSettings.server(config), onLoops, handlers);
        return secured == null ? http : TlsServer.protocols(secured, tls::buffers, http);
    }

    private TcpListener listen(
            ListenAddress address,
            List<EventLoop> on,
            ServerProtocol.Source protocols,
            AtomicInteger open,
            int maxOpen,
            int maxHere)
            throws StartFailure {
        try {
            return opened.add(TcpListener.bind(
                    new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port()),
                    on,
                    protocols,
                    open,
                    maxOpen,
                    maxHere,
                    failure -> notAccepted(address, failure)));
        } catch (IOException e) {
            throw new StartFailure(
                    ExitCode.CONFIGURATION,
                    address.key() + ": cannot listen on " + address + ": " + e.getMessage()
                            + " (expected: an address of this machine and a port that no other process uses; if another Mesher"
                            + " uses it, give this one a port of its own in " + address.key() + ", such as "
                            + anotherPort(address.port()) + ")");
        }
    }

    private static int anotherPort(int port) {
        return port < 65_526 ? port + 10 : port - 10;
    }

    /** Without descriptors the system reports it each time that the listener tries again: 13 times a second. */
    private void notAccepted(ListenAddress address, Throwable failure) {
        long times = notAccepted.happened();
        if (times == 0) {
            return;
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Too many open files")) {
            log.warn(
                    "out of file descriptors ({}, ulimit -n): connections to {} have to wait; {} times since the last such line",
                    descriptors.limit(),
                    address,
                    times);
        } else {
            log.warn(
                    "no connection accepted on {}: {}; {} times since the last such line",
                    address,
                    failure.toString(),
                    times);
        }
    }

    @Override
    public void start() {
        // The settings name the instance, whose id the registry's client makes from the ports that are open by now.
        incomingFilters = IncomingPipeline.filters(
                requests.settings(),
                config.servicePorts(),
                config.registration().contracts(),
                telemetry.decisions());
        outgoingFilters = OutgoingPipeline.filters(requests.settings(), telemetry.decisions());
        listeners.start();
    }

    @Override
    public void close() {
        opened.close();
    }
}
