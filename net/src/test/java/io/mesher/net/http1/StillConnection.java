package io.mesher.net.http1;

import io.mesher.net.FakeStream;
import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.listen.ConnectionRegistry;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.ManualClock;
import io.mesher.net.stream.TakeLimit;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server connection whose network and time stand still until the test moves them. One thread. */
final class StillConnection implements ServerHandler, StreamHandlers, AutoCloseable {
    static final Duration HEAD = Duration.ofSeconds(10);
    static final Duration IDLE = Duration.ofSeconds(60);
    static final Duration BODY = Duration.ofSeconds(30);
    static final Duration TAKEN = Duration.ofSeconds(40);
    static final Duration TUNNEL_IDLE = Duration.ofHours(1);
    /** Of a body that is sent, and of one that is taken. */
    static final int BYTES_PER_SECOND = 1;

    final List<Throwable> defects = new ArrayList<>();
    final FakeStream network = new FakeStream();
    final List<String> heard = new ArrayList<>();
    /** Instead of the answer {@code well}, which a request gets as soon as it is whole. */
    @Nullable Runnable onRequest;

    boolean failsAtBodyEnd;
    final Http1ServerConnection connection;
    /** Of the present request, or of the last one. */
    @Nullable ServerStream stream;

    private final EventLoop loop = new EventLoop("test", defects::add);
    private final ManualClock clock = new ManualClock(loop);
    private int open = 1;

    StillConnection() {
        ConnectionRegistry registry = new ConnectionRegistry(() -> open--);
        ServerSettings settings = new ServerSettings(
                Wire.LIMITS,
                HEAD.toNanos(),
                IDLE.toNanos(),
                BODY.toNanos(),
                BYTES_PER_SECOND,
                TakeLimit.of(TAKEN.toNanos(), BYTES_PER_SECOND),
                TUNNEL_IDLE.toNanos());
        connection = new Http1ServerConnection(
                new Http1Server(loop, settings, registry, () -> this, new RequestHeads(1)),
                network,
                new ConnectionFacts(InetAddress.getLoopbackAddress()));
        registry.add(connection);
        event(connection::start);
    }

    /** As one event of the loop, at whose end it writes. */
    void event(Runnable action) {
        loop.execute(action);
        clock.runTasks();
    }

    void receive(String bytes) {
        event(() -> {
            network.receive(Wire.bytes(bytes));
            connection.onReadable();
        });
    }

    /** The network takes bytes again, at most {@code bytes} in one write. */
    void takes(int bytes) {
        event(() -> {
            network.takes(bytes);
            connection.onWritable();
        });
    }

    void answer(String body) {
        event(() -> stream().answer(TestServer.own(200, body)));
    }

    /** Timers that are due by then have fired, and what they wrote is out. */
    void advance(Duration time) {
        event(() -> clock.advance(time));
    }

    ServerStream stream() {
        ServerStream present = stream;
        if (present == null) {
            throw new IllegalStateException("no request yet");
        }
        return present;
    }

    boolean isOpen() {
        return open == 1;
    }

    @Override
    public void close() {
        loop.close();
    }

    // --- the handler

    @Override
    public ServerHandler begin(ServerStream of) {
        stream = of;
        return this;
    }

    @Override
    public void over(ServerHandler handler) {
        heard.add("over");
    }

    @Override
    public void onRequest(ServerStream of) {
        heard.add("request");
        if (onRequest != null) {
            onRequest.run();
        } else if (of.request().hasBody()) {
            of.bodyWanted(true);
        } else {
            of.answer(TestServer.own(200, "well"));
        }
    }

    @Override
    public void onBody(ByteBuffer data) {
        heard.add("body " + StandardCharsets.ISO_8859_1.decode(data));
    }

    @Override
    public void onBodyEnd(Fields trailers) {
        heard.add("body end");
        if (failsAtBodyEnd) {
            throw new IllegalStateException("defect");
        }
        if (onRequest == null) {
            stream().answer(TestServer.own(200, "well"));
        }
    }

    @Override
    public void onBadRequest(ServerStream of, RequestFailure failure, long began) {
        heard.add("bad " + failure);
        of.answer(TestServer.own(408, ""));
    }

    @Override
    public void onRequestFailed(RequestFailure failure) {
        heard.add("failed " + failure);
        if (!(failure instanceof RequestFailure.Gone)) {
            stream().answer(TestServer.own(408, ""));
        }
    }

    @Override
    public void onTunnelEnd() {
        heard.add("tunnel end");
    }

    @Override
    public void onCongested() {
        heard.add("congested");
    }

    @Override
    public void onDrained() {
        heard.add("drained");
    }
}
