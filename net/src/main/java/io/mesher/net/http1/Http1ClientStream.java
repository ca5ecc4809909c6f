package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ReservedConnection;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.stream.ByteSink;
import io.mesher.net.stream.StreamRefusal;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request and its response on an HTTP/1 connection; one per connection, used for one request after the other. */
final class Http1ClientStream implements ClientStream {
    private static final MessageError UNASKED_SWITCH = MessageError.malformed(
            "101 Switching Protocols before the request's end or to something that was not asked for");

    private enum State {
        NONE,
        EXCHANGE,
        TUNNEL
    }

    private final Http1ClientConnection connection;
    private final ByteSink sink;
    private final ClientSettings settings;
    private final ResponseParser parser;
    private final RequestWriter writer;
    private final BodyReader body = new BodyReader();
    private final ResponseHead response = new ResponseHead();
    private final InterimLimit interims = new InterimLimit();

    private State state = State.NONE;
    private @Nullable ClientHandler handler;
    private @Nullable RequestHead request;
    private long writtenBefore;
    private boolean upgradeAsked;
    private boolean requestComplete;
    private boolean responseBegun;
    private boolean headRead;
    private boolean inputEnded;
    private boolean outputEnded;

    /** {@code authority}: host and port, as {@code Host} has them. */
    Http1ClientStream(
            Http1ClientConnection connection,
            ByteSink sink,
            ClientSettings settings,
            byte[] authority,
            byte[] pathPrefix) {
        this.connection = connection;
        this.sink = sink;
        this.settings = settings;
        this.parser = new ResponseParser(settings.limits());
        this.writer = new RequestWriter(sink, authority, pathPrefix);
    }

    // --- the request

    @Override
    public void request(RequestHead head, AddedFields added, boolean upgrade, ClientHandler newHandler) {
        state = State.EXCHANGE;
        handler = newHandler;
        request = head;
        upgradeAsked = upgrade;
        requestComplete = !head.hasBody();
        writtenBefore = sink.written();
        interims.begin();
        responseBegun = false;
        inputEnded = false;
        outputEnded = false;
        beginHead();
        writer.write(head, added, upgrade);
        connection.readInterest(true);
    }

    private void beginHead() {
        headRead = false;
        response.clear();
        parser.reset();
    }

    @Override
    public void body(ByteBuffer data) {
        writer.body(data);
    }

    @Override
    public void end(Fields trailers) {
        writer.end(trailers);
        requestComplete = true;
        if (isResponseComplete()) {
            complete(true);
        }
    }

    @Override
    public boolean isCongested() {
        return sink.isCongested();
    }

    @Override
    public boolean isReused() {
        return connection.isReused();
    }

    @Override
    public ReservedConnection reserve() {
        return connection.reserve();
    }

    /** The connection with it: HTTP/1 has no other way to break an exchange off. */
    @Override
    public void cancel() {
        handler = null;
        connection.close();
    }

    // --- the response

    @Override
    public void bodyWanted(boolean wanted) {
        connection.readInterest(wanted && !inputEnded);
    }

    /** Takes all of it that anybody wants. */
    void onInput(ByteBuffer in) {
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
            case NONE -> {
                // More than a response came for a request: no telling whose it is.
                connection.close();
                yield false;
            }
        };
    }

    private boolean readHead(ByteBuffer in) {
        parser.toHead(request().method() == Method.HEAD);
        MessageError error = parser.parse(in, response);
        if (error != null) {
            fail(error.ofResponse());
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
            body.start(BodyFraming.received(response), response.contentLength());
            handler().onResponse(response);
            completeWhenEnded(in);
        }
        return true;
    }

    private void interim() {
        if (interims.admits(response.fields().length(), connection.now())) {
            handler().onInterim(response);
        }
        beginHead();
    }

    private void switchProtocols() {
        if (!upgradeAsked || !requestComplete || !response.wantsUpgrade() || !answersUpgrade()) {
            fail(UNASKED_SWITCH.ofResponse());
            return;
        }
        state = State.TUNNEL;
        writer.beginTunnel();
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
            fail(error.ofResponse());
            return false;
        }
        completeWhenEnded(in);
        return true;
    }

    private void completeWhenEnded(ByteBuffer in) {
        if (isResponseComplete() && !(takesRest() && !in.hasRemaining())) {
            complete(!in.hasRemaining());
        }
    }

    private boolean isResponseComplete() {
        return state == State.EXCHANGE && headRead && body.isComplete();
    }

    /**
     * Whether the upstream goes on reading the request, though its response is complete: who says that all is well, and keeps the
     * connection, does (RFC 9112 §9.3). To break the upload off would lose what the response acknowledges.
     */
    private boolean takesRest() {
        return !requestComplete && response.status() / 100 == 2 && response.isPersistent() && !sink.isFailed();
    }

    /** Back to the pool before the handler hears of the end: its next request may take this very connection. */
    private void complete(boolean clean) {
        ClientHandler to = handler();
        long idleNanos = clean && isReusable() ? idleNanos() : 0;
        forget();
        if (idleNanos > 0) {
            connection.free(idleNanos);
        } else {
            connection.close();
        }
        to.onEnd(body.trailers());
    }

    private boolean isReusable() {
        return requestComplete
                && response.isPersistent()
                && body.framing() != BodyFraming.UNTIL_CLOSE
                && !sink.isFailed()
                && !sink.isCongested();
    }

    /** How long the connection may be kept after this response. */
    private long idleNanos() {
        int seconds = KeepAlive.timeoutSeconds(response.fields());
        return seconds < 0 ? settings.idleNanos() : KeepAlive.idleNanos(seconds);
    }

    /** The connection reports nothing more to the handler. */
    void forget() {
        state = State.NONE;
        handler = null;
        request = null;
    }

    // --- the way to the upstream

    void onCongested() {
        ClientHandler to = handler;
        if (to != null) {
            to.onUpstreamCongested();
        }
    }

    void onDrained() {
        ClientHandler to = handler;
        if (state == State.TUNNEL && inputEnded && outputEnded) {
            connection.close();
        } else if (to != null) {
            to.onUpstreamDrained();
        }
    }

    // --- the end

    void onInputEnd(boolean gone) {
        inputEnded = true;
        if (state == State.TUNNEL && !gone) {
            handler().onTunnelEnd();
            closeTunnelWhenDone();
        } else if (isResponseComplete()
                || (state == State.EXCHANGE && !gone && headRead && body.framing() == BodyFraming.UNTIL_CLOSE)) {
            complete(false);
        } else {
            failClosed();
        }
    }

    /** Writing failed. Whether that was the end; else what the upstream may have sent before is still to be read. */
    boolean onBroken() {
        boolean end = state != State.EXCHANGE;
        if (end) {
            failClosed();
        }
        return end;
    }

    void onNotTaken(long millis) {
        if (isResponseComplete()) {
            complete(false);
            return;
        }
        fail(new ResponseFailure.NotTaken(millis));
    }

    private void failClosed() {
        ClientHandler to = handler;
        StreamRefusal refusal = connection.refusal();
        // Before the network is asked what it took: closing writes what still waits.
        connection.close();
        if (to != null && refusal != null) {
            to.onFailure(new ResponseFailure.NotAccepted(refusal.code(), refusal.text()));
        } else if (to != null) {
            to.onFailure(new ResponseFailure.Closed(responseBegun, sink.written() > writtenBefore));
        }
    }

    private void fail(ResponseFailure failure) {
        ClientHandler to = handler;
        connection.close();
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
            connection.readInterest(false);
        }
        if (inputEnded && outputEnded) {
            // The exchange is over, also where bytes are still on their way to the upstream.
            handler = null;
            if (!sink.isCongested()) {
                connection.close();
            }
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
