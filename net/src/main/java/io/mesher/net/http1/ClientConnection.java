package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.BodyFraming;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.FieldLines;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.stream.ByteSink;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our HTTP/1 connection to an upstream: one request at a time, kept for the next when both messages ended cleanly. */
public final class ClientConnection implements ClientStream, StreamListener, ByteSink.Listener {
    /** A server that sends more of them than any protocol needs only keeps us busy. */
    private static final int MAX_INTERIM_RESPONSES = 16;

    private static final MessageError TOO_MANY_INTERIM =
            MessageError.malformed("more than " + MAX_INTERIM_RESPONSES + " interim responses");
    private static final MessageError UNASKED_SWITCH = MessageError.malformed(
            "101 Switching Protocols before the request's end or to something that was not asked for");

    /** Who keeps the connection while no exchange does. */
    public interface Owner {
        /** It can take the next request. */
        void onIdle(ClientConnection connection);

        /** It is closed, whatever it was doing. */
        void onClosed(ClientConnection connection);
    }

    private enum State {
        IDLE,
        EXCHANGE,
        TUNNEL,
        CLOSED
    }

    private final EventLoop loop;
    private final ByteStream stream;
    private final Owner owner;
    private final ClientSettings settings;
    private final ByteSink sink;
    private final ResponseParser parser;
    private final RequestWriter writer;
    private final BodyReader body = new BodyReader();
    private final BodyWriter bodyWriter;
    private final ResponseHead response = new ResponseHead();
    private final Timer idleTimer;

    private State state = State.IDLE;
    private @Nullable ClientHandler handler;
    private @Nullable RequestHead request;
    private long idleNanos;
    private long writtenBefore;
    private int interimResponses;
    private boolean stoodIdle;
    private boolean upgradeAsked;
    private boolean requestComplete;
    private boolean responseBegun;
    private boolean headRead;
    private boolean inputEnded;
    private boolean outputEnded;

    /** The stream must be connected. {@code upstream}: host and port, as {@code Host} has them. */
    public ClientConnection(EventLoop loop, ByteStream stream, Owner owner, ClientSettings settings, byte[] upstream) {
        this.loop = loop;
        this.stream = stream;
        this.owner = owner;
        this.settings = settings;
        this.idleNanos = settings.idleNanos();
        this.sink = new ByteSink(loop, stream, this);
        this.parser = new ResponseParser(settings.limits());
        this.writer = new RequestWriter(sink, upstream);
        this.bodyWriter = new BodyWriter(sink);
        this.idleTimer = loop.timer(this::close);
    }

    // --- the request

    @Override
    public void request(RequestHead head, FieldLines added, boolean upgrade, ClientHandler newHandler) {
        state = State.EXCHANGE;
        handler = newHandler;
        request = head;
        upgradeAsked = upgrade;
        requestComplete = !head.hasBody();
        writtenBefore = sink.written();
        interimResponses = 0;
        responseBegun = false;
        inputEnded = false;
        outputEnded = false;
        idleTimer.clear();
        beginHead();
        writer.write(head, added, upgrade);
        bodyWriter.start(head.framing());
        stream.readInterest(true);
    }

    private void beginHead() {
        headRead = false;
        response.clear();
        parser.reset();
    }

    @Override
    public void body(ByteBuffer data) {
        bodyWriter.data(data);
    }

    @Override
    public void end(Fields trailers) {
        bodyWriter.end(trailers);
        requestComplete = true;
    }

    @Override
    public boolean isCongested() {
        return sink.isCongested();
    }

    @Override
    public boolean isReused() {
        return stoodIdle;
    }

    /** Whether the peer has closed it, or sent something that nobody asked for: then it must not be used again. */
    public boolean isStale(ByteBuffer probe) {
        return stream.read(probe.clear()) != ByteStream.NOTHING;
    }

    @Override
    public void cancel() {
        handler = null;
        close();
    }

    // --- the response

    @Override
    public void bodyWanted(boolean wanted) {
        if (state == State.EXCHANGE || state == State.TUNNEL) {
            stream.readInterest(wanted && !inputEnded);
        }
    }

    @Override
    public void onReadable() {
        if (state == State.IDLE) {
            // The end, or bytes that nobody asked for: either way it is of no more use.
            close();
            return;
        }
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
        responseBegun = true;
        while (in.hasRemaining() && step(in)) {}
    }

    /** Takes some of the bytes; false when nobody wants the rest. */
    private boolean step(ByteBuffer in) {
        return switch (state) {
            case EXCHANGE -> headRead ? readBody(in) : readHead(in);
            case TUNNEL -> {
                handler().onBody(in);
                yield true;
            }
            case IDLE -> {
                // More than a response came for a request: no telling whose it is.
                close();
                yield false;
            }
            case CLOSED -> false;
        };
    }

    private boolean readHead(ByteBuffer in) {
        parser.toHead(request().method() == Method.HEAD);
        MessageError error = parser.parse(in, response);
        if (error != null) {
            fail(new ResponseFailure.Malformed(error.detail()));
            return false;
        }
        if (!parser.isComplete()) {
            return true;
        }
        if (response.status() == 101) {
            switchProtocols();
        } else if (response.isInformational()) {
            interim();
        } else {
            headRead = true;
            body.start(response.framing(), response.contentLength());
            readKeepAlive();
            handler().onResponse(response);
            completeWhenEnded(in);
        }
        return true;
    }

    private void interim() {
        if (++interimResponses > MAX_INTERIM_RESPONSES) {
            fail(new ResponseFailure.Malformed(TOO_MANY_INTERIM.detail()));
            return;
        }
        handler().onInterim(response);
        beginHead();
    }

    private void switchProtocols() {
        if (!upgradeAsked || !requestComplete || !response.wantsUpgrade() || !answersUpgrade()) {
            fail(new ResponseFailure.Malformed(UNASKED_SWITCH.detail()));
            return;
        }
        state = State.TUNNEL;
        bodyWriter.start(BodyFraming.NONE);
        handler().onSwitch(response);
    }

    /** Whether the protocol is one of those that the request named. */
    private boolean answersUpgrade() {
        Fields asked = request().fields();
        Fields given = response.fields();
        int g = given.find(FieldName.UPGRADE);
        if (given.next(FieldName.UPGRADE, g + 1) >= 0) {
            return false;
        }
        FieldList protocols = new FieldList(asked, asked.find(FieldName.UPGRADE));
        while (protocols.next()) {
            if (Ascii.equalsIgnoreCase(
                    asked.bytes(),
                    protocols.start(),
                    protocols.end(),
                    given.bytes(),
                    given.valueStart(g),
                    given.valueEnd(g))) {
                return true;
            }
        }
        return false;
    }

    private boolean readBody(ByteBuffer in) {
        int length = body.next(in);
        if (length > 0) {
            int limit = in.limit();
            in.limit(in.position() + length);
            handler().onBody(in);
            in.limit(limit);
        }
        if (state != State.EXCHANGE) {
            return false;
        }
        MessageError error = body.error();
        if (error != null) {
            fail(new ResponseFailure.Malformed(error.detail()));
            return false;
        }
        completeWhenEnded(in);
        return true;
    }

    private void completeWhenEnded(ByteBuffer in) {
        if (state == State.EXCHANGE && headRead && body.isComplete()) {
            complete(!in.hasRemaining());
        }
    }

    /** Back to the owner before the handler hears of the end: its next request may take this very connection. */
    private void complete(boolean clean) {
        ClientHandler to = handler();
        handler = null;
        if (clean && isReusable()) {
            state = State.IDLE;
            request = null;
            park();
            owner.onIdle(this);
        } else {
            close();
        }
        to.onEnd(body.trailers());
    }

    /** Watches over the connection until its next request. To be called by whoever made it and has no request for it. */
    public void park() {
        stoodIdle = true;
        stream.readInterest(true);
        idleTimer.set(idleNanos);
    }

    private boolean isReusable() {
        return requestComplete
                && response.isPersistent()
                && body.framing() != BodyFraming.UNTIL_CLOSE
                && idleNanos > 0
                && !sink.isFailed()
                && !sink.isCongested();
    }

    private void readKeepAlive() {
        int seconds = KeepAlive.timeoutSeconds(response.fields());
        idleNanos = seconds < 0 ? settings.idleNanos() : KeepAlive.idleNanos(seconds);
    }

    private void onInputEnd(boolean gone) {
        inputEnded = true;
        if (state == State.TUNNEL && !gone) {
            handler().onTunnelEnd();
            closeTunnelWhenDone();
        } else if (state == State.EXCHANGE && !gone && headRead && body.framing() == BodyFraming.UNTIL_CLOSE) {
            complete(false);
        } else {
            failClosed();
        }
    }

    private void failClosed() {
        // Before the network is asked what it took: closing writes what still waits.
        ClientHandler to = handler;
        handler = null;
        close();
        if (to != null) {
            to.onFailure(new ResponseFailure.Closed(responseBegun, sink.written() > writtenBefore));
        }
    }

    private void fail(ResponseFailure failure) {
        ClientHandler to = handler;
        handler = null;
        close();
        if (to != null) {
            to.onFailure(failure);
        }
    }

    @Override
    public void endTunnel() {
        outputEnded = true;
        sink.end();
        closeTunnelWhenDone();
    }

    private void closeTunnelWhenDone() {
        if (inputEnded) {
            stream.readInterest(false);
        }
        if (inputEnded && outputEnded) {
            // The exchange is over, also where bytes are still on their way to the upstream.
            handler = null;
            if (!sink.isCongested()) {
                close();
            }
        }
    }

    // --- the way to the upstream

    @Override
    public void onWritable() {
        sink.onWritable();
    }

    @Override
    public void onCongested() {
        ClientHandler to = handler;
        if (to != null) {
            to.onUpstreamCongested();
        }
    }

    @Override
    public void onDrained() {
        ClientHandler to = handler;
        if (state == State.TUNNEL && inputEnded && outputEnded) {
            close();
        } else if (to != null) {
            to.onUpstreamDrained();
        }
    }

    /** The upstream may have answered before it closed: reading tells, and finds the end behind the answer. */
    @Override
    public void onBroken() {
        switch (state) {
            case EXCHANGE -> {
                stream.readInterest(true);
                onReadable();
            }
            case TUNNEL -> failClosed();
            case IDLE -> close();
            case CLOSED -> {}
        }
    }

    // --- the connection

    /** Closes it if it is idle; not otherwise. */
    public void closeIdle() {
        if (state == State.IDLE) {
            close();
        }
    }

    private void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            request = null;
            idleTimer.release();
            sink.flushNow();
            stream.close();
            owner.onClosed(this);
        }
    }

    private ClientHandler handler() {
        // Not requireNonNull: a cast to an interface is a search in C1's code.
        ClientHandler present = handler;
        if (present == null) {
            throw new IllegalStateException("no request");
        }
        return present;
    }

    private RequestHead request() {
        return Objects.requireNonNull(request);
    }
}
