package io.mesher.control.health;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.http1.MessageError;
import io.mesher.net.http1.OwnHeads;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.ConnectFault;
import io.mesher.net.pool.PoolCounters;
import io.mesher.net.pool.PoolSettings;
import io.mesher.net.pool.UpstreamPool;
import io.mesher.net.pool.UpstreamPool.Wanted;
import io.mesher.net.pool.Waiter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One check of one endpoint, on a connection of its own that is closed after it. */
final class Probe implements Waiter, ClientHandler {
    /** Of a body; a longer one is cut off. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private static final ClientSettings CONNECTION =
            new ClientSettings(new HeadLimits(16 * 1024, 16 * 1024, 100), 1_000_000_000L);

    private final CheckNetwork network;
    private final EventLoop loop;
    private final ProbeTarget target;
    private final Consumer<String> onEnd;
    private final Timer timer;
    private final RequestHead head = new RequestHead();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private @Nullable UpstreamPool pool;
    private @Nullable ClientStream stream;
    private int status;
    private int bodyBytes;
    private boolean over;

    /** @param onEnd hears once what was bad, or an empty text; also after {@link #cancel}, and possibly before {@link #begin} returns */
    Probe(CheckNetwork network, ProbeTarget target, Consumer<String> onEnd) {
        this.network = network;
        this.loop = network.loop();
        this.target = target;
        this.onEnd = onEnd;
        this.timer = loop.timer(this::onTimeout);
    }

    void begin() {
        MessageError wrong = target.path().isEmpty() ? null : makeHead();
        if (wrong != null) {
            end("the request is not valid: " + wrong.text());
            return;
        }
        long nanos = target.timeout().toNanos();
        timer.set(nanos);
        Http1Client http = new Http1Client(loop, CONNECTION);
        String prefix = target.endpoint().pathPrefix();
        PoolSettings one = new PoolSettings(1, 0, 0, nanos);
        UpstreamPool to = new UpstreamPool(
                loop,
                target.endpoint().host(),
                target.endpoint().port(),
                one,
                prefix.isEmpty() ? http : http.below(prefix),
                network.secured(target.endpoint()),
                network.resolver(),
                new PoolCounters());
        pool = to;
        to.acquire(this, Wanted.FRESH);
    }

    private @Nullable MessageError makeHead() {
        // Not every service's name may stand in a URL.
        return makeHead(target.host()) == null
                ? null
                : makeHead(target.endpoint().authority());
    }

    private @Nullable MessageError makeHead(String host) {
        head.clear();
        return OwnHeads.request(
                "GET " + target.path() + " HTTP/1.1\r\nHost: " + host
                        + "\r\nUser-Agent: mesher\r\nConnection: close\r\n\r\n",
                head);
    }

    // --- the connection

    @Override
    public void onConnection(ClientStream given) {
        if (target.path().isEmpty()) {
            given.cancel();
            end("");
        } else {
            stream = given;
            given.request(head, new AddedFields(), false, this);
        }
    }

    @Override
    public void onConnectFailed(ConnectFault fault) {
        end("no connection: " + fault.cause());
    }

    @Override
    public void onPoolFull(String limit) {
        end("no connection: " + limit);
    }

    // --- the response

    @Override
    public void onInterim(ResponseHead interim) {
        // The final one counts.
    }

    @Override
    public void onResponse(ResponseHead response) {
        status = response.status();
    }

    @Override
    public void onBody(ByteBuffer data) {
        bodyBytes += data.remaining();
        keep(data);
        data.position(data.limit());
        if (bodyBytes > MAX_BODY_BYTES) {
            close();
            judge();
        }
    }

    @Override
    public void onEnd(Fields trailers) {
        judge();
    }

    private void keep(ByteBuffer data) {
        if (target.expected().needsBody()) {
            byte[] piece = new byte[Math.min(data.remaining(), MAX_BODY_BYTES - body.size())];
            data.get(piece);
            body.writeBytes(piece);
        }
    }

    private void judge() {
        end(target.expected().judge(status, body.toByteArray()));
    }

    @Override
    public void onFailure(ResponseFailure failure) {
        end(
                switch (failure) {
                    case ResponseFailure.Closed closed ->
                        closed.responseBegun()
                                ? "the connection ended during the answer"
                                : "the connection ended without an answer";
                    case ResponseFailure.Malformed(String detail) -> "the answer is not valid HTTP: " + detail;
                    case ResponseFailure.TooLarge large ->
                        "the answer is too large: " + large.limit().exceeded(large.max());
                    case ResponseFailure.NotTaken(long millis) -> "no byte was taken for " + millis + " ms";
                    case ResponseFailure.NotAccepted refused -> "no connection: " + refused.text();
                    case ResponseFailure.Refused(String why) -> "the request was refused: " + why;
                    case ResponseFailure.Reset reset -> "the request was reset with code " + reset.code();
                });
    }

    @Override
    public void onSwitch(ResponseHead response) {
        // Never asked for, and so never passed on.
    }

    @Override
    public void onTunnelEnd() {
        // There is none.
    }

    @Override
    public void onUpstreamCongested() {
        // There is no body.
    }

    @Override
    public void onUpstreamDrained() {
        // There is no body.
    }

    // --- the end

    private void onTimeout() {
        long millis = target.timeout().toMillis();
        boolean connected = stream != null;
        close();
        end(connected ? "no complete answer within " + millis + " ms" : "no connection within " + millis + " ms");
    }

    /** Ends it; what it would have found doesn't count. */
    void cancel() {
        if (!over) {
            close();
            end("cancelled");
        }
    }

    private void close() {
        UpstreamPool from = pool;
        ClientStream to = stream;
        if (to != null) {
            to.cancel();
        } else if (from != null) {
            from.cancel(this);
        }
    }

    private void end(String bad) {
        over = true;
        timer.release();
        onEnd.accept(bad);
    }
}
