package io.mesher.net.http1;

import io.mesher.net.LoopFixture;
import io.mesher.net.RawPeer;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Fields;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.stream.TakeLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener whose handler answers with the path or the body that came, unless a test says otherwise. */
final class TestServer implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    static final ServerSettings PATIENT = times(30 * SECOND, 30 * SECOND, 30 * SECOND);
    static final long SHORT = 200_000_000L;

    /** What to do with a request instead. */
    interface Script {
        void onRequest(Handler handler, ServerStream stream);
    }

    final LoopFixture fixture = new LoopFixture();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    final TcpListener listener;
    volatile Script script = Handler::echo;
    volatile boolean answersFailures = true;
    volatile Consumer<ServerStream> onFailure = _ -> {};
    volatile @Nullable Handler last;

    TestServer(ServerSettings settings, int maxConnections) {
        try {
            listener = TcpListener.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    List.of(fixture.loop()),
                    Http1Server.protocols(settings, 1, _ -> handlers()),
                    open,
                    maxConnections,
                    e -> fixture.failures().add(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.start();
    }

    TestServer() {
        this(PATIENT, 100);
    }

    /** No least rates; tunnels may be silent. */
    static ServerSettings times(long head, long idle, long body) {
        return new ServerSettings(Wire.LIMITS, head, idle, body, 0, TakeLimit.of(30 * SECOND, 0), 0);
    }

    StreamHandlers handlers() {
        return handlers(() -> {});
    }

    StreamHandlers handlers(Runnable onBegin) {
        return new StreamHandlers() {
            @Override
            public ServerHandler begin(ServerStream stream) {
                onBegin.run();
                return handler();
            }

            @Override
            public void over(ServerHandler handler) {}
        };
    }

    Handler handler() {
        Handler handler = new Handler();
        last = handler;
        return handler;
    }

    RawPeer connect() {
        return RawPeer.connect(listener.address());
    }

    @Override
    public void close() {
        listener.close();
        fixture.close();
    }

    static OwnResponse own(int status, String body) {
        return OwnResponse.of(status, "Content-Type: text/plain\r\n", Wire.bytes(body), OwnResponse.After.NEXT_REQUEST);
    }

    final class Handler implements ServerHandler {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        volatile @Nullable ServerStream stream;
        /** The last bad request. */
        volatile long began;

        volatile Runnable onBody = () -> {};

        void echo(ServerStream to) {
            RequestHead head = to.request();
            if (head.hasBody()) {
                to.bodyWanted(true);
            } else {
                to.answer(own(200, head.text(head.pathStart(), head.pathEnd())));
            }
        }

        @Override
        public void onRequest(ServerStream from) {
            stream = from;
            body.reset();
            RequestHead head = from.request();
            heard.add("request " + head.text(head.pathStart(), head.pathEnd()));
            script.onRequest(this, from);
        }

        @Override
        public void onBody(ByteBuffer data) {
            onBody.run();
            while (data.hasRemaining()) {
                body.write(data.get());
            }
            heard.add("body");
        }

        @Override
        public void onBodyEnd(Fields trailers) {
            String text = body.toString(StandardCharsets.ISO_8859_1);
            heard.add("body end " + (text.length() > 100 ? text.length() + " bytes" : text) + " " + trailers.count());
            stream.answer(own(200, text));
        }

        @Override
        public void onBadRequest(ServerStream from, RequestFailure failure, long at) {
            heard.add("bad " + failure);
            began = at;
            stream = from;
            from.answer(own(failure instanceof RequestFailure.TimedOut ? 408 : 400, ""));
        }

        @Override
        public void onRequestFailed(RequestFailure failure) {
            heard.add("failed " + failure);
            onFailure.accept(stream);
            if (answersFailures && !(failure instanceof RequestFailure.Gone)) {
                stream.answer(own(failure instanceof RequestFailure.TimedOut ? 408 : 400, ""));
            }
        }

        @Override
        public void onTunnelEnd() {
            heard.add("tunnel end");
            stream.endTunnel();
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

    static final AddedFields NONE = new AddedFields();

    static Fields noTrailers() {
        return new Fields();
    }
}
