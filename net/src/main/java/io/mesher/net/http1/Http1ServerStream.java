package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.BodyLength;
import io.mesher.net.http.CallerBound;
import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HttpVersion;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One request on an {@link Http1ServerConnection} and its response. Lent from request to request; event loop only. */
final class Http1ServerStream implements ServerStream {
    private final Http1Server server;
    private final RequestReader reader;
    private final ResponseSender response;

    private @Nullable Http1ServerConnection connection;
    private @Nullable ServerHandler handler;
    private boolean requestComplete;
    private boolean bodyWanted;
    private boolean outputEnded;
    private boolean tunnel;
    /** The head is there, but nothing of the body, and nobody has heard of the request. */
    private boolean deferred;
    /** When the present period of the body's rate began, and what has come within it. */
    private long periodStart;

    private long periodBytes;

    /** {@code first}: where the first response goes. */
    Http1ServerStream(Http1Server server, RequestHeads heads, ByteSink first) {
        this.server = server;
        this.reader = new RequestReader(heads, server.settings().limits());
        this.response = new ResponseSender(server.loop(), first);
    }

    void begin(Http1ServerConnection on) {
        connection = on;
        requestComplete = false;
        bodyWanted = false;
        outputEnded = false;
        tunnel = false;
        deferred = false;
        reader.begin(on.session().connectAuthority());
        response.to(on.sink());
    }

    /** The request is over, or its connection is gone. */
    void over() {
        ServerHandler done = handler;
        connection = null;
        handler = null;
        reader.release();
        if (done != null) {
            server.handlers().over(done);
        }
    }

    // --- the request, from the connection

    /** Null while all is well. */
    @Nullable RequestFailure readHead(ByteBuffer in) {
        return reader.readHead(in, server.loop().now());
    }

    boolean isHeadComplete() {
        return reader.isHeadComplete();
    }

    /** Whether more came than an empty line. */
    boolean isBegun() {
        return reader.isBegun();
    }

    /**
     * Whether the request begins only with its body: a caller that sends nothing more would otherwise take an upstream connection, and
     * a place among the calls, for as long as it likes. One that expects 100-continue waits itself; one whose body has no length may
     * wait for what the response says.
     */
    boolean awaitsBody() {
        RequestHead head = reader.head();
        deferred = head.hasBody() && head.bodyLength() == BodyLength.KNOWN && !head.expectsContinue();
        return deferred;
    }

    void onHead() {
        deferred = false;
        RequestHead head = reader.head();
        response.start(head);
        requestComplete = !head.hasBody();
        beginHandler().onRequest(this);
    }

    void onBadHead(RequestFailure failure) {
        response.start(reader.head());
        beginHandler().onBadRequest(this, failure, reader.began());
    }

    private ServerHandler beginHandler() {
        ServerHandler lent = server.handlers().begin(this);
        handler = lent;
        return lent;
    }

    /** As {@link Http1ServerConnection#step}. */
    boolean readBody(ByteBuffer in) {
        if (deferred) {
            on().timer().clear();
            onHead();
            return true;
        }
        if (requestComplete || !bodyWanted) {
            return false;
        }
        Http1ServerConnection on = on();
        on.timer().set(server.settings().bodyNanos());
        int before = in.position();
        int length = reader.nextOfBody(in);
        if (length > 0) {
            int limit = in.limit();
            in.limit(in.position() + length);
            handler().onBody(in);
            in.limit(limit);
        }
        // Ended within that call, the stream may serve another connection by now.
        if (!on.isServing(this)) {
            return true;
        }
        MessageError error = reader.bodyError();
        if (error != null) {
            // What follows means nothing: it waits until the exchange has ended.
            fail(error.ofRequest());
        } else if (reader.isBodyComplete()) {
            requestComplete = true;
            on.timer().clear();
            handler().onBodyEnd(reader.trailers());
        } else if (isTooSlow(in.position() - before)) {
            on.onSlowBody(this);
        }
        return true;
    }

    /** Whether a period has ended in which too few bytes came. */
    private boolean isTooSlow(int more) {
        periodBytes += more;
        long now = server.loop().now();
        long nanos = server.settings().bodyNanos();
        if (now - periodStart < nanos) {
            return false;
        }
        boolean tooSlow =
                periodBytes < nanos / 1_000_000_000 * server.settings().bodyBytesPerSecond();
        beginPeriod();
        return tooSlow;
    }

    private void beginPeriod() {
        periodStart = server.loop().now();
        periodBytes = 0;
    }

    /** As {@link Http1ServerConnection#step}. */
    boolean tunnel(ByteBuffer in) {
        if (!bodyWanted) {
            return false;
        }
        on().tunnelUsed();
        handler().onBody(in);
        return true;
    }

    void onTunnelInputEnd() {
        Http1ServerConnection on = on();
        handler().onTunnelEnd();
        if (on.isServing(this)) {
            on.closeTunnelWhenDone(outputEnded);
        }
    }

    /** Tells the handler, which answers unless the connection is gone. No more of the request is read. */
    void fail(RequestFailure failure) {
        bodyWanted = false;
        if (!tunnel) {
            on().timer().clear();
        }
        ServerHandler to = handler;
        // Null also where there was a defect in the making of one.
        if (to != null) {
            to.onRequestFailed(failure);
        } else if (deferred) {
            deferred = false;
            onBadHead(failure);
        }
    }

    void onCongested() {
        handler().onCongested();
    }

    void onDrained() {
        handler().onDrained();
    }

    boolean isRequestComplete() {
        return requestComplete;
    }

    /**
     * Whether the caller may end its side and still wait for the response. It has sent all, and said that nothing follows: such
     * programs end their side. A FIN of any other means that it has gone, and is all that is seen of that while nothing is sent;
     * the calls that it waited for would go on for nobody.
     */
    boolean mayEndInput() {
        return requestComplete && (!request().isPersistent() || request().version() == HttpVersion.HTTP_1_0);
    }

    /** Whether the response is the connection's last. */
    boolean isLast() {
        return response.isLast();
    }

    /** {@code holdsBack}: whether bytes wait that mustn't be looked at yet. */
    boolean wantsInput(boolean holdsBack) {
        return (tunnel || !requestComplete) ? bodyWanted || deferred : !holdsBack;
    }

    // --- the exchange, as its handler sees it

    @Override
    public EventLoop loop() {
        return server.loop();
    }

    @Override
    public ConnectionFacts connection() {
        return on().facts();
    }

    @Override
    public @Nullable CallerBound bound() {
        return on().session().bound();
    }

    @Override
    public void bind(CallerBound bound) {
        on().session().bind(bound);
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
        Http1ServerConnection on = on();
        if (!tunnel && !requestComplete) {
            if (wanted) {
                beginPeriod();
                on.timer().set(server.settings().bodyNanos());
            } else {
                on.timer().clear();
            }
        }
        on.resume();
    }

    @Override
    public void interim(ResponseHead interim, AddedFields added) {
        on();
        response.interim(interim, added);
    }

    @Override
    public void head(ResponseHead responseHead, AddedFields added) {
        response.head(responseHead, added, on().isDraining() || !requestComplete);
    }

    @Override
    public void body(ByteBuffer data) {
        Http1ServerConnection on = on();
        if (tunnel) {
            on.tunnelUsed();
        }
        response.body(data);
    }

    @Override
    public void end(Fields trailers) {
        Http1ServerConnection on = on();
        response.end(trailers);
        on.endExchange();
    }

    @Override
    public void answer(OwnResponse own) {
        Http1ServerConnection on = on();
        if (own.after() == OwnResponse.After.REQUESTS_INSIDE) {
            on.session().insideConnect(RewrittenLine.authority(request()));
        }
        response.answer(own, on.isDraining() || !requestComplete);
        on.endExchange();
    }

    @Override
    public void answer(OwnResponse own, Runnable onTaken) {
        on().callerSink().whenTaken(onTaken);
        answer(own);
    }

    @Override
    public void switchProtocols(ResponseHead responseHead, AddedFields added) {
        Http1ServerConnection on = on();
        response.switchProtocols(responseHead, added);
        tunnel = true;
        bodyWanted = true;
        on.beginTunnel();
    }

    @Override
    public void endTunnel() {
        outputEnded = true;
        Http1ServerConnection on = on();
        on.sink().end();
        on.closeTunnelWhenDone(true);
    }

    @Override
    public void abort() {
        on().abort();
    }

    @Override
    public boolean isCongested() {
        return on().sink().isCongested();
    }

    @Override
    public boolean isInputEnded() {
        return on().isInputEnded();
    }

    @Override
    public boolean flush() {
        Http1ServerConnection on = on();
        on.sink().flushNow();
        return !on.sink().isFailed() && !(on.isInputEnded() && requestComplete && !mayEndInput());
    }

    private Http1ServerConnection on() {
        Http1ServerConnection present = connection;
        if (present == null) {
            throw new IllegalStateException("the request is over");
        }
        return present;
    }

    private ServerHandler handler() {
        // Not requireNonNull: a cast to an interface is a search in C1's code.
        ServerHandler present = handler;
        if (present == null) {
            throw new IllegalStateException("no request");
        }
        return present;
    }
}
