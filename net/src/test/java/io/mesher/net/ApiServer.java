package io.mesher.net;

import io.mesher.base.Budget;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http1.Http1Server;
import io.mesher.net.http1.Messages;
import io.mesher.net.http1.ServerSettings;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.server.Api;
import io.mesher.net.server.ApiExchange;
import io.mesher.net.server.ApiHandlers;
import io.mesher.net.server.ApiLimits;
import io.mesher.net.stream.TakeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An {@link Api} on a port and a loop of its own. Closing it checks that nothing failed on the loop. */
public final class ApiServer implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;

    public final LoopFixture fixture = new LoopFixture();
    public final AtomicInteger open = new AtomicInteger();
    private final TcpListener listener;

    public ApiServer(ApiLimits limits, long bodyNanos, Api api) {
        try {
            listener = TcpListener.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    List.of(fixture.loop()),
                    Http1Server.protocols(
                            new ServerSettings(
                                    Messages.LIMITS,
                                    30 * SECOND,
                                    30 * SECOND,
                                    bodyNanos,
                                    0,
                                    TakeLimit.of(30 * SECOND, 0),
                                    0),
                            1,
                            _ -> new ApiHandlers(() -> new ApiExchange(api, limits))),
                    open,
                    1000,
                    e -> fixture.failures().add(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.start();
    }

    public ApiServer(Api api) {
        this(new ApiLimits(1 << 20, new Budget(4 << 20), new Budget(64 << 20)), 30 * SECOND, api);
    }

    public int port() {
        return listener.address().getPort();
    }

    public InetSocketAddress address() {
        return listener.address();
    }

    public RawPeer connect() {
        return RawPeer.connect(listener.address());
    }

    public static OwnResponse response(int status, String body) {
        return OwnResponse.of(
                status,
                "Content-Type: text/plain\r\n",
                body.getBytes(StandardCharsets.ISO_8859_1),
                OwnResponse.After.NEXT_REQUEST);
    }

    @Override
    public void close() {
        listener.close();
        fixture.close();
        if (!fixture.failures().isEmpty()) {
            throw new AssertionError("a defect", fixture.failures().getFirst());
        }
    }
}
