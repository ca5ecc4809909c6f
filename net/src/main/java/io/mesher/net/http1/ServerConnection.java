package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Fields;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.stream.ByteSink;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A caller's HTTP/1 connection: one request after the other, each answered before the next is looked at, which is all that
 * pipelining asks for (RFC 9112 §9.3.2).
 */
public final class ServerConnection implements ServerStream, StreamListener, ByteSink.Listener {
    /** After a response that left a request unread: how long its bytes are thrown away, so that the response isn't lost (RFC 9112 §9.6). */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final ByteStream stream;
    private final InetAddress peer;
    private final ConnectionRegistry registry;
    private final ServerSettings settings;
    private final ServerHandler handler;
    private final ByteSink sink;
    private final RequestReader reader;
    private final ResponseSender response;
    private final Timer timer;

    private ServerState state = ServerState.IDLE;
    private ConnectionEvent endsAs = ConnectionEvent.CLOSED;
    private boolean requestComplete = true;
    private boolean bodyWanted;
    private boolean draining;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean processing;
    /** Bytes behind what may be looked at now. */
    private @Nullable ByteBuffer held;

    ServerConnection(
            EventLoop loop,
            ByteStream stream,
            InetAddress peer,
            ConnectionRegistry registry,
            ServerSettings settings,
            ServerHandler handler) {
        this.loop = loop;
        this.stream = stream;
        this.peer = peer;
        this.registry = registry;
        this.settings = settings;
        this.handler = handler;
        this.sink = new ByteSink(loop, stream, this);
        this.reader = new RequestReader(registry.heads(), settings.limits());
        this.response = new ResponseSender(loop, sink);
        this.timer = loop.timer(this::onTimeout);
    }

    void start() {
        timer.set(settings.idleNanos());
        stream.readInterest(true);
    }

    OpenConnection look() {
        return new OpenConnection(peer, state.name().toLowerCase(Locale.ROOT));
    }

    /** From now on every response is its connection's last. */
    void drain() {
        draining = true;
    }

    /** Closes if nothing is under way; otherwise the present exchange is the last. */
    void closeWhenIdle() {
        draining = true;
        if (state == ServerState.IDLE && held == null) {
            close();
        }
    }

    // --- bytes from the caller

    @Override
    public void onReadable() {
        ByteBuffer in = loop.readBuffer();
        int count = stream.read(in);
        if (count == ByteStream.NOTHING) {
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
        while (in.hasRemaining() && step(in)) {}
        processing = false;
        if (state == ServerState.CLOSED) {
            return;
        }
        if (in.hasRemaining()) {
            held = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
        updateInterest();
    }

    /** Takes some of the bytes; false when those that are left must wait. */
    private boolean step(ByteBuffer in) {
        return switch (state) {
            case IDLE, HEAD -> readHead(in);
            case EXCHANGE -> readBody(in);
            case TUNNEL -> tunnel(in);
            case LINGER, FLUSH, CLOSED -> {
                in.position(in.limit());
                yield true;
            }
        };
    }

    private boolean readHead(ByteBuffer in) {
        if (state == ServerState.IDLE) {
            if (sink.isCongested()) {
                return false;
            }
            state = ServerState.HEAD;
            reader.begin();
            timer.set(settings.headNanos());
        }
        RequestFailure failure = reader.readHead(in, loop.now());
        if (failure != null) {
            refuse(failure);
        } else if (reader.isHeadComplete()) {
            beginExchange();
        }
        return true;
    }

    private void beginExchange() {
        state = ServerState.EXCHANGE;
        RequestHead request = request();
        response.start(request);
        requestComplete = !request.hasBody();
        bodyWanted = false;
        timer.clear();
        handler.onRequest(this);
    }

    private boolean readBody(ByteBuffer in) {
        if (requestComplete || !bodyWanted) {
            return false;
        }
        timer.set(settings.bodyNanos());
        int length = reader.nextOfBody(in);
        if (length > 0) {
            int limit = in.limit();
            in.limit(in.position() + length);
            handler.onBody(in);
            in.limit(limit);
        }
        MessageError error = reader.bodyError();
        if (state != ServerState.EXCHANGE) {
            return true;
        }
        if (error != null) {
            // What follows means nothing: it waits until the exchange has ended.
            bodyWanted = false;
            timer.clear();
            handler.onRequestFailed(error.ofRequest());
        } else if (reader.isBodyComplete()) {
            requestComplete = true;
            timer.clear();
            handler.onBodyEnd(reader.trailers());
        }
        return true;
    }

    private boolean tunnel(ByteBuffer in) {
        if (!bodyWanted) {
            return false;
        }
        handler.onBody(in);
        return true;
    }

    private void onInputEnd(boolean gone) {
        inputEnded = true;
        if (gone || (state == ServerState.EXCHANGE && !requestComplete)) {
            onGone();
            return;
        }
        switch (state) {
            // The caller closed its side after a whole request: it still reads the response.
            case EXCHANGE -> updateInterest();
            case TUNNEL -> {
                handler.onTunnelEnd();
                closeTunnelWhenDone();
            }
            case IDLE, HEAD, LINGER -> close();
            case FLUSH, CLOSED -> {}
        }
    }

    private void onGone() {
        boolean serving = state == ServerState.EXCHANGE || state == ServerState.TUNNEL;
        endsAs = endsAs == ConnectionEvent.CLOSED ? ConnectionEvent.BROKEN : endsAs;
        state = ServerState.CLOSED;
        try {
            if (serving) {
                // Who keeps a record of the request looks at its head: only then may that go.
                handler.onRequestFailed(new RequestFailure.Gone());
            }
        } finally {
            leave();
            stream.close();
            handler.onClosed();
        }
    }

    private void onTimeout() {
        switch (state) {
            case IDLE -> closeUnused();
            // The caller may still be taking the response.
            case LINGER -> close();
            case FLUSH -> {
                endsAs = ConnectionEvent.NOT_TAKEN;
                closeNow();
            }
            case HEAD -> {
                if (reader.isBegun()) {
                    endsAs = ConnectionEvent.HEAD_TIMED_OUT;
                    refuse(new RequestFailure.TimedOut("head", settings.headNanos() / 1_000_000));
                    updateInterest();
                } else {
                    closeUnused();
                }
            }
            case EXCHANGE -> {
                endsAs = ConnectionEvent.BODY_TIMED_OUT;
                handler.onRequestFailed(new RequestFailure.TimedOut("body", settings.bodyNanos() / 1_000_000));
            }
            case TUNNEL, CLOSED -> {}
        }
    }

    private void closeUnused() {
        endsAs = ConnectionEvent.IDLE;
        close();
    }

    private void refuse(RequestFailure failure) {
        state = ServerState.EXCHANGE;
        response.start(request());
        requestComplete = false;
        handler.onBadRequest(this, failure, reader.began());
    }

    // --- the exchange, as its handler sees it

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public InetAddress peer() {
        return peer;
    }

    @Override
    public RequestHead request() {
        return reader.head();
    }

    @Override
    public void bodyWanted(boolean wanted) {
        if (bodyWanted == wanted || reader.bodyError() != null) {
            return;
        }
        bodyWanted = wanted;
        if (state == ServerState.EXCHANGE && !requestComplete) {
            if (wanted) {
                timer.set(settings.bodyNanos());
            } else {
                timer.clear();
            }
        }
        resume();
    }

    /** Goes on with the bytes that had to wait, unless that is being done further up in this call. */
    private void resume() {
        if (processing) {
            return;
        }
        ByteBuffer waiting = held;
        if (waiting == null) {
            updateInterest();
            return;
        }
        held = null;
        process(waiting);
    }

    @Override
    public void interim(ResponseHead interim, AddedFields added) {
        response.interim(interim, added);
    }

    @Override
    public void head(ResponseHead responseHead, AddedFields added) {
        response.head(responseHead, added, draining || !requestComplete);
    }

    @Override
    public void body(ByteBuffer data) {
        response.body(data);
    }

    @Override
    public void end(Fields trailers) {
        response.end(trailers);
        endExchange();
    }

    @Override
    public void answer(OwnResponse own) {
        response.answer(own, draining || !requestComplete);
        endExchange();
    }

    private void endExchange() {
        if (state == ServerState.CLOSED) {
            return;
        }
        if (!requestComplete || (response.isLast() && (held != null || request().isPersistent()))) {
            // The caller is still sending, or may be: closing could destroy the response on its way (RFC 9112 §9.6).
            linger();
            return;
        }
        if (response.isLast() || inputEnded) {
            close();
            return;
        }
        state = ServerState.IDLE;
        reader.release();
        timer.set(settings.idleNanos());
        resume();
    }

    private void linger() {
        state = ServerState.LINGER;
        held = null;
        reader.release();
        timer.set(LINGER_NANOS);
        sink.end();
        updateInterest();
    }

    @Override
    public void switchProtocols(ResponseHead responseHead, AddedFields added) {
        response.switchProtocols(responseHead, added);
        state = ServerState.TUNNEL;
        timer.clear();
        bodyWanted = true;
        resume();
    }

    @Override
    public void endTunnel() {
        outputEnded = true;
        sink.end();
        closeTunnelWhenDone();
    }

    private void closeTunnelWhenDone() {
        if (state == ServerState.TUNNEL && inputEnded && outputEnded) {
            close();
        } else {
            updateInterest();
        }
    }

    @Override
    public void abort() {
        if (state != ServerState.CLOSED) {
            endsAs = ConnectionEvent.ABORTED;
            leave();
            stream.reset();
            sink.discard();
            handler.onClosed();
        }
    }

    // --- the way to the caller

    @Override
    public void onWritable() {
        sink.onWritable();
    }

    @Override
    public boolean isCongested() {
        return sink.isCongested();
    }

    @Override
    public boolean isInputEnded() {
        return inputEnded;
    }

    @Override
    public boolean flush() {
        sink.flushNow();
        return !sink.isFailed();
    }

    @Override
    public void onCongested() {
        if (state == ServerState.EXCHANGE || state == ServerState.TUNNEL) {
            handler.onCongested();
        }
    }

    @Override
    public void onDrained() {
        if (state == ServerState.EXCHANGE || state == ServerState.TUNNEL) {
            handler.onDrained();
        } else if (state == ServerState.IDLE) {
            handler.onAnswerTaken();
            resume();
        } else if (state == ServerState.FLUSH) {
            closeNow();
        }
    }

    @Override
    public void onBroken() {
        if (state != ServerState.CLOSED) {
            onGone();
        }
    }

    // --- the connection

    private void updateInterest() {
        boolean wanted = switch (state) {
            case IDLE, HEAD -> held == null;
            case EXCHANGE -> requestComplete ? held == null : bodyWanted;
            case TUNNEL -> bodyWanted;
            case LINGER -> true;
            case FLUSH, CLOSED -> false;
        };
        stream.readInterest(wanted && !inputEnded);
    }

    private void close() {
        sink.flushNow();
        if (!sink.isCongested()) {
            closeNow();
        } else if (state != ServerState.CLOSED) {
            state = ServerState.FLUSH;
            held = null;
            reader.release();
            timer.set(settings.idleNanos());
            updateInterest();
        }
    }

    private void closeNow() {
        if (state != ServerState.CLOSED) {
            leave();
            sink.flushNow();
            stream.close();
            handler.onClosed();
        }
    }

    private void leave() {
        state = ServerState.CLOSED;
        held = null;
        reader.release();
        timer.release();
        registry.remove(this, endsAs);
    }
}
