package io.mesher.net.listen;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.listen.TlsServer.Mode;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import io.mesher.net.tls.TlsFailure;
import io.mesher.net.tls.TlsHandshake;
import io.mesher.net.tls.TlsStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A caller's connection until its handshake has ended: then what TLS carries takes its place. Event loop only. */
final class TlsServerConnection implements ServerConnection, StreamListener, TlsHandshake.Owner {
    /** For the caller to read the alert, or the answer, before a reset could overtake it. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private static final int MAX_LINGER_BYTES = 256 * 1024;
    private static final byte HANDSHAKE_RECORD = 22;

    private static final String TLS_WANTED =
            "This port speaks TLS, but the request came without it. Call https:// instead of"
                    + " http://.\n[mesher: tls.wanted]\n";
    private static final byte[] ANSWER =
            Ascii.bytes("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    + "X-Mesher-Code: tls.wanted\r\nConnection: close\r\nContent-Length: " + TLS_WANTED.length()
                    + "\r\n\r\n"
                    + TLS_WANTED);

    private final TlsServer server;
    private final ByteStream stream;
    private final ConnectionFacts facts;
    private final Timer timer;
    private final long begun;
    private @Nullable TlsHandshake handshake;
    private State state = State.WAITING;
    private int discarded;

    private enum State {
        /** No byte has come yet. */
        WAITING,
        SHAKING,
        LINGERING,
        /** Closed, or no longer ours. */
        OVER
    }

    TlsServerConnection(TlsServer server, ByteStream stream, ConnectionFacts facts) {
        this.server = server;
        this.stream = stream;
        this.facts = facts;
        EventLoop loop = server.buffers().loop();
        this.begun = loop.now();
        this.timer = loop.timer(this::onTimeout);
        stream.listener(this);
    }

    @Override
    public void start() {
        timer.set(server.settings().handshakeNanos());
        onReadable();
        if (state == State.WAITING) {
            stream.readInterest(true);
        }
    }

    @Override
    public void onReadable() {
        if (state == State.LINGERING) {
            discard();
        } else if (state == State.WAITING) {
            readFirst();
        }
    }

    private void readFirst() {
        ByteBuffer read = ByteBuffer.allocate(TlsHandshake.FIRST_READ);
        int count = stream.read(read);
        if (count < 0) {
            close(ConnectionEvent.CLOSED);
        } else if (count > 0) {
            read.flip();
            if (server.settings().mode() == Mode.STRICT || read.get(0) == HANDSHAKE_RECORD) {
                shake(read);
            } else {
                server.settings().events().onPlain(facts.peer());
                stream.readInterest(false);
                handOver(server.inner()
                        .connect(new ReplayedStream(server.buffers().loop(), stream, read), facts));
            }
        }
    }

    private void shake(ByteBuffer first) {
        state = State.SHAKING;
        long left =
                server.settings().handshakeNanos() - (server.buffers().loop().now() - begun);
        timer.clear();
        handshake = new TlsHandshake(
                stream, server.settings().tls(), server.check(), server.buffers(), Math.max(1, left), this);
        handshake.beginServer(first);
    }

    @Override
    public void onSecured(TlsStream secured) {
        long nanos = server.buffers().loop().nanoTime() - begun;
        server.settings().events().onSecured(facts.peer(), secured.facts(), nanos);
        handOver(server.inner().connect(secured, facts.secured(secured.facts())));
    }

    private void handOver(ServerConnection next) {
        state = State.OVER;
        timer.release();
        server.registry().replace(this, next);
        next.start();
    }

    @Override
    public void onFailed(TlsFailure why) {
        server.settings().events().onFailed(facts.peer(), why);
        switch (why) {
            case TlsFailure.NotTls(String beginning) -> {
                if (!beginning.isEmpty() && Character.isUpperCase(beginning.charAt(0))) {
                    // Too little to fill a new connection's buffers.
                    stream.write(ByteBuffer.wrap(ANSWER));
                }
                linger();
            }
            case TlsFailure.TimedOut _, TlsFailure.Closed _ -> close(ConnectionEvent.NOT_SECURED);
            case TlsFailure.Rejected _, TlsFailure.RefusedByPeer _, TlsFailure.NothingInCommon _, TlsFailure.Broken _ ->
                linger();
        }
    }

    private void linger() {
        state = State.LINGERING;
        stream.listener(this);
        stream.shutdownOutput();
        stream.readInterest(true);
        timer.set(LINGER_NANOS);
    }

    private void discard() {
        ByteBuffer rest = server.buffers().discarded();
        int count = stream.read(rest);
        discarded += Math.max(0, count);
        if (count < 0 || discarded > MAX_LINGER_BYTES) {
            close(ConnectionEvent.NOT_SECURED);
        }
    }

    private void onTimeout() {
        if (state == State.WAITING) {
            server.settings()
                    .events()
                    .onFailed(
                            facts.peer(),
                            new TlsFailure.TimedOut(server.settings().handshakeNanos() / 1_000_000));
        }
        close(ConnectionEvent.NOT_SECURED);
    }

    private void close(ConnectionEvent how) {
        if (state == State.OVER) {
            return;
        }
        if (handshake != null && state == State.SHAKING) {
            handshake.cancel();
        }
        state = State.OVER;
        timer.release();
        stream.close();
        server.registry().remove(this, how);
    }

    @Override
    public OpenConnection look() {
        return new OpenConnection(facts.peer(), "handshake");
    }

    @Override
    public void drain() {
        // Its first response will be its last: the registry says so to whoever takes its place.
    }

    /** No request is under way. */
    @Override
    public void closeWhenIdle() {
        close(ConnectionEvent.CLOSED);
    }

    @Override
    public void onWritable() {
        // Nothing is written but what the handshake writes itself.
    }

    @Override
    public void onBroken() {
        close(ConnectionEvent.BROKEN);
    }
}
