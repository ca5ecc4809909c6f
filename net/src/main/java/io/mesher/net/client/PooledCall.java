package io.mesher.net.client;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.BodyLength;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.ConnectFault;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.UpstreamPool.Wanted;
import io.mesher.net.pool.Waiter;
import io.mesher.net.stream.ByteCollector;
import io.mesher.net.websocket.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call, from waiting for a connection to the end of its response, or to the switch to a WebSocket. Event loop only. */
final class PooledCall implements Caller.Call, Waiter, ClientHandler {
    private final PooledCaller caller;
    private final CallRequest request;
    private final CallListener listener;
    /** Null where a plain response is wanted. */
    private final @Nullable Upgrade upgrade;

    private final RequestHead head = new RequestHead();
    private final Timer timer;
    private final ByteCollector body = new ByteCollector();
    private int status;
    private Map<String, String> fields = Map.of();

    /** The listener has heard how it ended, or wants to hear nothing more. */
    private boolean over;

    private boolean replaced;
    /** Set while waiting for a connection. */
    private @Nullable Connections pool;
    /** Set from then on. */
    private @Nullable ClientStream stream;
    /** Set after the switch. */
    private @Nullable WebSocketSession socket;

    PooledCall(PooledCaller caller, CallRequest request, CallListener listener, @Nullable Upgrade upgrade) {
        this.caller = caller;
        this.request = request;
        this.listener = listener;
        this.upgrade = upgrade;
        this.timer = caller.loop().timer(this::onTimeout);
    }

    /** Later in this turn of the loop: the listener must not be called before the caller has this call. */
    void begin() {
        timer.set(request.timeout().toNanos());
        caller.loop().execute(this::connect);
    }

    private void connect() {
        if (over) {
            return;
        }
        if (caller.isClosed()) {
            fail(new CallFailure.NotConnected("no calls are made any more"));
            return;
        }
        String wrong = CallText.head(request, upgrade == null ? "" : upgrade.fields(), head);
        if (wrong == null) {
            acquire(upgrade == null ? Wanted.CHECKED : Wanted.FRESH);
        } else {
            fail(new CallFailure.NotConnected("the request is not valid: " + wrong));
        }
    }

    private void acquire(Wanted wanted) {
        Connections from = caller.pools().to(request.host(), request.port(), upgrade != null);
        pool = from;
        stream = null;
        from.acquire(this, wanted);
    }

    // --- the connection

    @Override
    public void onConnection(ClientStream given) {
        pool = null;
        stream = given;
        given.request(head, new AddedFields(), upgrade != null, this);
        if (head.hasBody()) {
            given.body(ByteBuffer.wrap(request.body()));
            given.end(Fields.NONE);
        }
    }

    @Override
    public void onConnectFailed(ConnectFault fault) {
        pool = null;
        fail(new CallFailure.NotConnected(fault.cause()));
    }

    @Override
    public void onPoolFull(String limit) {
        pool = null;
        fail(new CallFailure.NotConnected("too many calls at once: " + limit));
    }

    // --- the response

    @Override
    public void onInterim(ResponseHead interim) {
        // A whole response is wanted.
    }

    @Override
    public void onResponse(ResponseHead response) {
        if (response.bodyLength() == BodyLength.KNOWN
                && response.contentLength() > caller.settings().maxResponseBytes()) {
            tooLarge();
            return;
        }
        status = response.status();
        fields = response.fields().texts();
    }

    @Override
    public void onBody(ByteBuffer data) {
        WebSocketSession open = socket;
        if (open != null) {
            open.onInput(data);
        } else if (data.remaining() > caller.settings().maxResponseBytes() - body.size()) {
            data.position(data.limit());
            tooLarge();
        } else {
            body.add(data);
        }
    }

    @Override
    public void onEnd(Fields trailers) {
        end();
        listener.onResponse(new CallResponse(status, fields, body.take()));
    }

    private void tooLarge() {
        stream().cancel();
        fail(new CallFailure.TooLarge(caller.settings().maxResponseBytes()));
    }

    // --- the WebSocket

    @Override
    public void onSwitch(ResponseHead response) {
        // The connection lets no 101 through that wasn't asked for.
        Upgrade asked = Objects.requireNonNull(upgrade);
        String wrong = asked.wrongAnswer(response);
        if (wrong != null) {
            stream().cancel();
            fail(new CallFailure.Broken(wrong));
            return;
        }
        end();
        WebSocketSession opened = asked.session(stream());
        socket = opened;
        opened.open();
    }

    @Override
    public void onTunnelEnd() {
        socket().onInputEnd();
    }

    @Override
    public void onUpstreamCongested() {
        WebSocketSession open = socket;
        if (open != null) {
            open.onCongested();
        }
    }

    @Override
    public void onUpstreamDrained() {
        WebSocketSession open = socket;
        if (open != null) {
            open.onDrained();
        }
    }

    // --- the end

    @Override
    public void onFailure(ResponseFailure failure) {
        WebSocketSession open = socket;
        if (open != null) {
            open.onGone();
            return;
        }
        switch (failure) {
            case ResponseFailure.Malformed(String detail) ->
                fail(new CallFailure.Broken("the answer is not valid HTTP: " + detail));
            case ResponseFailure.TooLarge large ->
                fail(new CallFailure.Broken(
                        "the answer is too large: " + large.limit().exceeded(large.max())));
            case ResponseFailure.Closed closed -> {
                if (closed.responseBegun()) {
                    fail(new CallFailure.Broken("the connection ended during the answer"));
                } else if (stream().isReused() && isHarmless(closed)) {
                    replace(closed);
                } else {
                    fail(gone(closed));
                }
            }
            case ResponseFailure.NotAccepted refused -> fail(new CallFailure.NotConnected(refused.text()));
            case ResponseFailure.Refused refused -> replace(refused);
            case ResponseFailure.NotTaken(long millis) ->
                fail(new CallFailure.Broken("the server took no byte for " + millis + " ms"));
            case ResponseFailure.Reset reset ->
                fail(new CallFailure.Broken("the server reset the request with code " + reset.code()));
        }
    }

    private boolean isHarmless(ResponseFailure failure) {
        return head.method().isIdempotent() || !failure.mayHaveBeenProcessed();
    }

    /** A pooled connection may have been closed just as it was used: a new one takes its place, once. */
    private void replace(ResponseFailure failure) {
        if (replaced) {
            fail(gone(failure));
        } else {
            replaced = true;
            acquire(Wanted.FRESH);
        }
    }

    private static CallFailure gone(ResponseFailure failure) {
        if (failure instanceof ResponseFailure.Refused(String why)) {
            return new CallFailure.NotConnected("the server refused the request: " + why);
        }
        return failure.mayHaveBeenProcessed()
                ? new CallFailure.Broken("the connection ended without an answer")
                : new CallFailure.NotConnected("the connection ended before the request was sent");
    }

    private void onTimeout() {
        long millis = request.timeout().toMillis();
        CallFailure failure = stream == null
                ? new CallFailure.NotConnected("no connection within " + millis + " ms")
                : new CallFailure.TimedOut(millis);
        cancel();
        listener.onFailure(failure);
    }

    @Override
    public void cancel() {
        if (over) {
            return;
        }
        end();
        Connections from = pool;
        ClientStream to = stream;
        if (from != null) {
            from.cancel(this);
        } else if (to != null) {
            to.cancel();
        }
    }

    private void fail(CallFailure failure) {
        end();
        listener.onFailure(failure);
    }

    private void end() {
        over = true;
        timer.release();
        caller.onOver(this);
    }

    private ClientStream stream() {
        return Objects.requireNonNull(stream);
    }

    private WebSocketSession socket() {
        return Objects.requireNonNull(socket);
    }
}
