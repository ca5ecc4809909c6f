package io.mesher.net.http1;

import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.listen.ConnectionEvent;
import io.mesher.net.listen.OpenConnection;
import io.mesher.net.listen.ServerConnection;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.stream.ByteSink;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A caller's HTTP/1 connection: one request after the other, each answered before the next is looked at, which is all that
 * pipelining asks for (RFC 9112 §9.3.2). While there is a request, an {@link Http1ServerStream} serves it; between two requests the
 * connection holds nothing of that.
 */
final class Http1ServerConnection implements ServerConnection, StreamListener {
    private final Http1Server server;
    private final EventLoop loop;
    private final ByteStream stream;
    private final ConnectionFacts facts;
    private final CallerInput input;
    private final CallerSink sink;
    private final Timer timer;
    private final CallerSession session = new CallerSession();
    private final Lingering lingering = new Lingering();

    private ServerState state = ServerState.IDLE;
    private ConnectionEvent endsAs = ConnectionEvent.CLOSED;
    private boolean draining;
    private boolean processing;
    /** From the first byte of a request to its end. */
    private @Nullable Http1ServerStream exchange;

    Http1ServerConnection(Http1Server server, ByteStream stream, ConnectionFacts facts) {
        this.server = server;
        this.loop = server.loop();
        this.stream = stream;
        this.facts = facts;
        this.input = new CallerInput(stream);
        this.sink = new CallerSink(this, loop, stream);
        this.timer = loop.timer(new TimeOut());
    }

    /** A request comes right after its connection as a rule, so the first look is taken unasked. */
    @Override
    public void start() {
        timer.set(settings().idleNanos());
        onReadable();
    }

    ConnectionFacts facts() {
        return facts;
    }

    ByteSink sink() {
        return sink.bytes();
    }

    CallerSession session() {
        return session;
    }

    CallerSink callerSink() {
        return sink;
    }

    Timer timer() {
        return timer;
    }

    ServerSettings settings() {
        return server.settings();
    }

    @Override
    public OpenConnection look() {
        return new OpenConnection(facts.peer(), state.name().toLowerCase(Locale.ROOT));
    }

    boolean isDraining() {
        return draining;
    }

    /** Whether the caller has ended its side. */
    boolean isInputEnded() {
        // While bytes are being processed, those that are left come before any in the network; so do those of a body.
        if (!processing && state == ServerState.EXCHANGE && exchange().isRequestComplete()) {
            input.peek();
        }
        return input.isEnded();
    }

    boolean isServing(Http1ServerStream candidate) {
        return exchange == candidate && isServing();
    }

    private boolean isServing() {
        return state == ServerState.EXCHANGE || state == ServerState.TUNNEL;
    }

    /** From now on every response is its connection's last. */
    @Override
    public void drain() {
        draining = true;
    }

    /** Closes if nothing is under way; otherwise the present exchange is the last. */
    @Override
    public void closeWhenIdle() {
        draining = true;
        if (state == ServerState.IDLE && !input.isHeld()) {
            close();
        }
    }

    // --- bytes from the caller

    @Override
    public void onReadable() {
        ByteBuffer in = loop.readBuffer();
        int count = stream.read(in);
        if (count == ByteStream.NOTHING) {
            updateInterest();
            return;
        }
        if (count < 0) {
            onInputEnd(count == ByteStream.GONE);
            return;
        }
        process(in.flip());
    }

    private void process(ByteBuffer in) {
        processing = true;
        try {
            while (in.hasRemaining() && step(in)) {}
        } catch (RuntimeException e) {
            // The loop would close the stream whose event this is, which may be another one.
            loop.tellDefect(e);
            onBroken();
        } finally {
            processing = false;
        }
        if (state == ServerState.CLOSED) {
            return;
        }
        if (in.hasRemaining()) {
            input.hold(in);
        }
        updateInterest();
    }

    /** Takes some of the bytes; false when those that are left must wait. */
    private boolean step(ByteBuffer in) {
        return switch (state) {
            case IDLE -> beginHead(in);
            case HEAD -> readHead(in);
            case EXCHANGE -> exchange().readBody(in);
            case TUNNEL -> exchange().tunnel(in);
            case LINGER -> {
                in.position(in.limit());
                timer.set(lingering.nanos(loop.now()));
                yield true;
            }
            case FLUSH, CLOSED -> {
                in.position(in.limit());
                yield true;
            }
        };
    }

    private boolean beginHead(ByteBuffer in) {
        if (sink().isCongested()) {
            return false;
        }
        state = ServerState.HEAD;
        exchange = server.lend(this);
        timer.set(settings().headNanos());
        return readHead(in);
    }

    private boolean readHead(ByteBuffer in) {
        Http1ServerStream reading = exchange();
        RequestFailure failure = reading.readHead(in);
        if (failure != null) {
            refuse(failure);
        } else if (reading.isHeadComplete()) {
            state = ServerState.EXCHANGE;
            timer.clear();
            if (reading.awaitsBody() && !in.hasRemaining()) {
                timer.set(settings().bodyNanos());
            } else {
                reading.onHead();
            }
        }
        return true;
    }

    private void refuse(RequestFailure failure) {
        state = ServerState.EXCHANGE;
        timer.clear();
        exchange().onBadHead(failure);
    }

    private void onInputEnd(boolean gone) {
        input.end();
        if (gone || (state == ServerState.EXCHANGE && !exchange().mayEndInput())) {
            onGone();
            return;
        }
        switch (state) {
            case EXCHANGE -> updateInterest();
            case TUNNEL -> exchange().onTunnelInputEnd();
            case IDLE, HEAD, LINGER -> close();
            case FLUSH, CLOSED -> {}
        }
    }

    private void onGone() {
        endsAs = endsAs == ConnectionEvent.CLOSED ? ConnectionEvent.BROKEN : endsAs;
        Http1ServerStream serving = isServing() ? exchange : null;
        state = ServerState.CLOSED;
        try {
            if (serving != null) {
                // Recorders look at the request's head: only then may it go.
                serving.fail(new RequestFailure.Gone());
            }
        } finally {
            leave();
            stream.close();
        }
    }

    /** Not a method reference, which costs 0.8 us each time it is made, in C1's code. */
    private final class TimeOut implements Runnable {
        @Override
        public void run() {
            onTimeout();
        }
    }

    private void onTimeout() {
        switch (state) {
            case IDLE -> {
                // A loop that was held up hears of the time before it hears of the bytes.
                onReadable();
                if (state == ServerState.IDLE && !timer.isSet()) {
                    closeUnused();
                }
            }
            // The caller may still be taking the response.
            case LINGER -> close();
            case HEAD -> {
                if (exchange().isBegun()) {
                    endsAs = ConnectionEvent.HEAD_TIMED_OUT;
                    refuse(new RequestFailure.TimedOut("head", settings().headNanos() / 1_000_000));
                    updateInterest();
                } else {
                    closeUnused();
                }
            }
            case EXCHANGE -> onExchangeTimeout();
            case TUNNEL -> {
                endsAs = ConnectionEvent.TUNNEL_IDLE;
                exchange().fail(new RequestFailure.TunnelIdle(settings().tunnelIdleNanos() / 1_000_000));
            }
            case FLUSH, CLOSED -> {}
        }
    }

    private void onExchangeTimeout() {
        if (exchange().isRequestComplete()) {
            input.watch();
            updateInterest();
        } else {
            endsAs = ConnectionEvent.BODY_TIMED_OUT;
            exchange().fail(new RequestFailure.TimedOut("body", settings().bodyNanos() / 1_000_000));
        }
    }

    private void closeUnused() {
        endsAs = ConnectionEvent.IDLE;
        close();
    }

    /** The body comes at less than the least rate: what follows means nothing. */
    void onSlowBody(Http1ServerStream of) {
        endsAs = ConnectionEvent.BODY_TIMED_OUT;
        of.fail(new RequestFailure.TooSlow(settings().bodyBytesPerSecond()));
    }

    /** Goes on with the bytes that had to wait, unless that is being done further up in this call. */
    void resume() {
        if (processing) {
            return;
        }
        ByteBuffer waiting = input.takeHeld();
        if (waiting == null) {
            updateInterest();
        } else {
            process(waiting);
        }
    }

    // --- the end of an exchange

    void endExchange() {
        if (state == ServerState.CLOSED) {
            return;
        }
        Http1ServerStream ended = exchange();
        boolean last = ended.isLast();
        // The caller is still sending, or may be: closing could destroy the response on its way (RFC 9112 §9.6).
        boolean lingers = !ended.isRequestComplete()
                || (last && (input.isHeld() || ended.request().isPersistent()));
        state = lingers ? ServerState.LINGER : ServerState.IDLE;
        giveBack();
        if (lingers) {
            input.dropHeld();
            lingering.begin(loop.now());
            timer.set(lingering.nanos(loop.now()));
            sink().end();
            updateInterest();
        } else if (last || input.isEnded()) {
            close();
        } else {
            timer.set(settings().idleNanos());
            resume();
        }
    }

    private void giveBack() {
        Http1ServerStream done = exchange;
        if (done != null) {
            exchange = null;
            server.giveBack(done);
        }
    }

    /** The exchange is a tunnel from now on. */
    void beginTunnel() {
        state = ServerState.TUNNEL;
        timer.clear();
        tunnelUsed();
        resume();
    }

    /** Bytes came through the tunnel, either way. */
    void tunnelUsed() {
        long nanos = settings().tunnelIdleNanos();
        if (nanos > 0) {
            timer.set(nanos);
        }
    }

    void closeTunnelWhenDone(boolean outputEnded) {
        if (state == ServerState.TUNNEL && input.isEnded() && outputEnded) {
            close();
        } else {
            updateInterest();
        }
    }

    /** Ends the connection visibly as a failure: what was sent of a response must not look whole. */
    void abort() {
        if (state != ServerState.CLOSED) {
            endsAs = endsAs == ConnectionEvent.CLOSED ? ConnectionEvent.ABORTED : endsAs;
            leave();
            stream.reset();
            sink().discard();
        }
    }

    // --- the way to the caller

    @Override
    public void onWritable() {
        sink().onWritable();
    }

    void onCongested() {
        if (state == ServerState.IDLE) {
            // The caller isn't idle while it takes its response.
            timer.clear();
        } else if (isServing()) {
            exchange().onCongested();
        }
    }

    void onDrained() {
        switch (state) {
            case EXCHANGE, TUNNEL -> exchange().onDrained();
            case IDLE -> {
                sink.taken();
                timer.set(settings().idleNanos());
                resume();
            }
            case FLUSH -> closeNow();
            case HEAD, LINGER, CLOSED -> {}
        }
    }

    void onNotTaken() {
        endsAs = ConnectionEvent.NOT_TAKEN;
        if (isServing()) {
            exchange().fail(new RequestFailure.NotTaken(settings().taken().nanos() / 1_000_000));
        }
        // Closing would leave the rest to the system, which waits for the caller as long as it likes.
        abort();
    }

    @Override
    public void onBroken() {
        if (state != ServerState.CLOSED) {
            onGone();
        }
    }

    // --- the connection

    void updateInterest() {
        boolean wanted = switch (state) {
            case IDLE, HEAD -> !input.isHeld();
            case EXCHANGE, TUNNEL -> exchange().wantsInput(input.isHeld());
            case LINGER -> true;
            case FLUSH, CLOSED -> false;
        };
        if (wanted && !input.isEnded() && !input.isWatched()) {
            watchNowOrLater();
        }
        input.wanted(wanted);
    }

    private void watchNowOrLater() {
        if (state != ServerState.EXCHANGE || !exchange().isRequestComplete()) {
            input.watch();
        } else if (!timer.isSet()) {
            timer.set(CallerInput.UNWATCHED_NANOS);
        }
    }

    private void close() {
        sink().flushNow();
        if (!sink().isCongested()) {
            closeNow();
        } else if (state != ServerState.CLOSED) {
            state = ServerState.FLUSH;
            input.dropHeld();
            giveBack();
            timer.clear();
            updateInterest();
        }
    }

    private void closeNow() {
        if (state != ServerState.CLOSED) {
            leave();
            sink().flushNow();
            stream.close();
        }
    }

    private void leave() {
        state = ServerState.CLOSED;
        input.dropHeld();
        timer.release();
        sink.release();
        server.registry().remove(this, endsAs);
        giveBack();
        sink.taken();
        session.end();
    }

    private Http1ServerStream exchange() {
        Http1ServerStream present = exchange;
        if (present == null) {
            throw new IllegalStateException("no request");
        }
        return present;
    }
}
