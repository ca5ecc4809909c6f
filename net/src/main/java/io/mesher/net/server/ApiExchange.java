package io.mesher.net.server;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.http1.OwnHeads;
import io.mesher.net.websocket.Handshake;
import io.mesher.net.websocket.Side;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.net.websocket.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request to an {@link Api}: collects its body, answers what isn't a request, and becomes a WebSocket where the API says so.
 * Event loop only.
 */
public final class ApiExchange implements ServerHandler {
    private static final AddedFields NO_LINES = new AddedFields();
    private static final byte[] NO_BODY = {};
    /** Smaller answers hardly add to what a connection takes anyway. */
    private static final int COUNTED_ANSWER_BYTES = 4 * 1024;

    private final Api api;
    private final ApiLimits limits;
    private final RequestBody body;
    /** Of the present request, from its head to its answer. */
    private @Nullable Reply reply;

    private @Nullable WebSocketSession socket;
    /** Where there is a {@link #socket}. */
    private @Nullable ServerTunnel tunnel;

    public ApiExchange(Api api, ApiLimits limits) {
        this.api = api;
        this.limits = limits;
        this.body = new RequestBody(limits.budget());
    }

    // --- the request

    @Override
    public void onRequest(ServerStream stream) {
        Reply expected = new Reply(stream);
        reply = expected;
        RequestHead head = stream.request();
        OwnResponse refusal = api.refusal(head);
        if (refusal != null) {
            expected.send(refusal);
        } else if (head.method() == Method.CONNECT) {
            expected.send(BadRequest.tunnelRefused());
        } else if (!head.hasBody() || !api.wantsBody(head)) {
            api.onRequest(ApiRequests.of(stream, NO_BODY), expected);
        } else if (head.contentLength() > limits.maxBodyBytes()) {
            expected.send(BadRequest.tooLarge(limits.maxBodyBytes()));
        } else {
            if (head.expectsContinue()) {
                stream.interim(OwnHeads.continued(), NO_LINES);
            }
            stream.bodyWanted(true);
        }
    }

    @Override
    public void onBody(ByteBuffer data) {
        WebSocketSession open = socket;
        if (open != null) {
            open.onInput(data);
            return;
        }
        Reply expected = reply;
        if (expected == null) {
            data.position(data.limit());
        } else if (data.remaining() > limits.maxBodyBytes() - body.size()) {
            data.position(data.limit());
            expected.send(BadRequest.tooLarge(limits.maxBodyBytes()));
        } else if (!body.add(data)) {
            expected.send(BadRequest.overload(
                    "request bodies take more than " + limits.budget().maxBytes() + " bytes"));
        }
    }

    @Override
    public void onBodyEnd(Fields trailers) {
        Reply expected = reply;
        if (expected != null) {
            api.onRequest(ApiRequests.of(expected.stream, body.take()), expected);
        }
    }

    @Override
    public void onBadRequest(ServerStream stream, RequestFailure failure, long began) {
        stream.answer(api.badRequest(failure));
    }

    @Override
    public void onRequestFailed(RequestFailure failure) {
        Reply expected = reply;
        if (failure instanceof RequestFailure.Gone) {
            over();
        } else if (expected != null) {
            expected.send(api.badRequest(failure));
        }
    }

    /** The request is over, or its connection is gone. May be called again. */
    void over() {
        reply = null;
        body.release();
        WebSocketSession open = socket;
        if (open != null) {
            socket = null;
            Objects.requireNonNull(tunnel).over();
            open.onGone();
        }
    }

    // --- the WebSocket

    @Override
    public void onTunnelEnd() {
        WebSocketSession open = socket;
        if (open != null) {
            open.onInputEnd();
        }
    }

    @Override
    public void onCongested() {
        WebSocketSession open = socket;
        if (open != null) {
            open.onCongested();
        }
    }

    @Override
    public void onDrained() {
        WebSocketSession open = socket;
        if (open != null) {
            open.onDrained();
        }
    }

    private void upgrade(ServerStream stream, WebSocketListener listener, int maxMessageBytes) {
        ServerTunnel below = new ServerTunnel(stream);
        WebSocketSession opened = new WebSocketSession(Side.SERVER, stream.loop(), below, maxMessageBytes, listener);
        tunnel = below;
        socket = opened;
        stream.switchProtocols(OwnHeads.switching("websocket"), Handshake.acceptance(stream.request()));
        opened.open();
    }

    // --- the answer

    private final class Reply implements ApiReply {
        private final ServerStream stream;
        private boolean given;

        Reply(ServerStream stream) {
            this.stream = stream;
        }

        @Override
        public void send(OwnResponse response) {
            if (!take()) {
                return;
            }
            int bytes = response.body().length;
            if (bytes < COUNTED_ANSWER_BYTES) {
                stream.answer(response);
            } else if (limits.answers().take(bytes)) {
                stream.answer(response, () -> limits.answers().giveBack(bytes));
            } else {
                stream.answer(BadRequest.overload("answers that callers have not taken yet are more than "
                        + limits.answers().maxBytes() + " bytes"));
            }
        }

        @Override
        public void webSocket(WebSocketListener listener, int maxMessageBytes) {
            if (!take()) {
                listener.onClosed(0, "the caller has gone");
                return;
            }
            OwnResponse refusal = Handshake.refusal(stream.request());
            if (refusal == null) {
                upgrade(stream, listener, maxMessageBytes);
            } else {
                stream.answer(refusal);
                listener.onClosed(0, "the request does not ask rightly for a WebSocket");
            }
        }

        /** Whether there is someone to be answered. From here on it is the next request's turn. */
        private boolean take() {
            if (given) {
                throw new IllegalStateException("a request was answered twice");
            }
            given = true;
            if (reply != this) {
                return false;
            }
            reply = null;
            body.release();
            return true;
        }
    }
}
