package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.UpstreamPool.Wanted;
import io.mesher.net.pool.Waiter;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attempt stage: picks an instance, gets a connection, sends the request, takes the response. Tries again where nobody can
 * have processed the request: a refused connection at another instance, a pooled connection that had died at the same one. One
 * per {@link Exchange}, reused with it.
 */
final class Attempt implements ClientHandler, Waiter {
    /** A connection that can't be had is tried at two more instances. */
    private static final int MOST_INSTANCES = 3;

    private final Exchange exchange;
    private final LoopContext context;
    private final Timer responseTimer;
    private final ReplayBuffer replay;
    private final @Nullable Instance[] tried = new @Nullable Instance[MOST_INSTANCES];

    private int triedCount;
    private boolean replaced;
    /** Whether the caller has parted with something of the request's body. */
    private boolean bodyTaken;

    private long responseNanos;
    private @Nullable Microservice service;
    private @Nullable Endpoint endpoint;
    /** Set while waiting for a connection. */
    private @Nullable Connections pool;
    /** Set while a request is under way on it. */
    private @Nullable ClientStream upstream;

    Attempt(Exchange exchange, LoopContext context) {
        this.exchange = exchange;
        this.context = context;
        this.replay = new ReplayBuffer(context.replayBudget());
        this.responseTimer = context.loop().timer(this::onTimeout);
    }

    void clear() {
        responseTimer.clear();
        replay.drop();
        triedCount = 0;
        replaced = false;
        bodyTaken = false;
        pool = null;
        upstream = null;
    }

    /** The downstream connection is closed. */
    void release() {
        responseTimer.release();
    }

    void service(Microservice newService) {
        service = newService;
    }

    void first(long newResponseNanos) {
        responseNanos = newResponseNanos;
        responseTimer.set(newResponseNanos);
        replay.start(
                exchange.request().method().isIdempotent() && exchange.request().hasBody());
        pickInstance(null);
    }

    /** {@code previous}: why the attempt before this one failed, which is the answer when no instance is left. */
    private void pickInstance(@Nullable ProxyFailure previous) {
        Microservice target = Objects.requireNonNull(service);
        Instance instance =
                triedCount == MOST_INSTANCES ? null : context.balancer().pick(target, tried, triedCount);
        if (instance == null) {
            exchange.fail(previous != null ? previous : new InternalFailure.NoInstance(target.name()));
            return;
        }
        tried[triedCount++] = instance;
        endpoint = instance.endpoint();
        connect(isRepeatable() ? Wanted.ANY : Wanted.CHECKED);
    }

    private void connect(Wanted wanted) {
        exchange.state(ExchangeState.CONNECTING);
        Connections from = context.upstreams().to(endpoint());
        pool = from;
        from.acquire(this, wanted);
    }

    /** Whether sending the request twice does no harm, and can be done. */
    private boolean isRepeatable() {
        RequestHead request = exchange.request();
        return request.method().isIdempotent() && (!request.hasBody() || replay.isComplete());
    }

    // --- the connection

    @Override
    public void onConnection(ClientStream stream) {
        pool = null;
        upstream = stream;
        exchange.state(ExchangeState.WAITING);
        stream.request(exchange.request(), exchange.requestLines(), isUpgrade(), this);
        if (!replay.isEmpty()) {
            stream.body(replay.content());
        }
        if (exchange.request().hasBody()) {
            if (exchange.isRequestComplete()) {
                stream.end(Fields.NONE);
            } else {
                takeBody(!stream.isCongested());
            }
        }
    }

    /** The response's time runs while the upstream is waited for, not the caller, whose body has a time of its own. */
    private void takeBody(boolean wanted) {
        if (exchange.state() == ExchangeState.WAITING && !exchange.isRequestComplete()) {
            if (wanted) {
                responseTimer.clear();
            } else {
                responseTimer.set(responseNanos);
            }
        }
        exchange.requestBodyWanted(wanted);
    }

    @Override
    public void onConnectFailed(String cause) {
        pool = null;
        context.catalog().unreachable(Objects.requireNonNull(service), Objects.requireNonNull(tried[triedCount - 1]));
        pickInstance(new UpstreamFailure.ConnectFailed(endpoint(), cause));
    }

    @Override
    public void onPoolFull(String limit) {
        pool = null;
        exchange.fail(
                new InternalFailure.Overload(Objects.requireNonNull(service).name(), limit));
    }

    /** Requests with a body don't upgrade: what follows their head would be ambiguous. Nor does h2c, which nobody here speaks. */
    private boolean isUpgrade() {
        RequestHead request = exchange.request();
        return request.wantsUpgrade()
                && !request.hasBody()
                && request.minorVersion() > 0
                && UpgradeTokens.arePassedOn(request.fields(), request.fields().find(FieldName.UPGRADE));
    }

    // --- the request

    /** Takes all of {@code data}. */
    void sendBody(ByteBuffer data) {
        ClientStream to = upstream;
        if (to == null) {
            data.position(data.limit());
            return;
        }
        if (exchange.state() == ExchangeState.WAITING) {
            bodyTaken = true;
            replay.add(data);
        }
        to.body(data);
    }

    void sendEnd(Fields trailers) {
        if (trailers.count() > 0) {
            bodyTaken = true;
            replay.drop();
        }
        ClientStream to = upstream;
        if (to != null) {
            if (exchange.state() == ExchangeState.WAITING) {
                responseTimer.set(responseNanos);
            }
            to.end(trailers);
        }
    }

    void endTunnel() {
        ClientStream to = upstream;
        if (to != null) {
            to.endTunnel();
        }
    }

    void responseWanted(boolean wanted) {
        ClientStream from = upstream;
        if (from != null) {
            from.bodyWanted(wanted);
        }
    }

    @Override
    public void onUpstreamCongested() {
        takeBody(false);
    }

    @Override
    public void onUpstreamDrained() {
        takeBody(true);
    }

    /** The caller is gone, or its request is wrong: whatever is under way ends. */
    void cancel() {
        Connections from = pool;
        if (from != null) {
            from.cancel(this);
        }
        ClientStream to = upstream;
        if (to != null) {
            to.cancel();
        }
        clear();
    }

    // --- the response

    @Override
    public void onInterim(ResponseHead head) {
        exchange.interim(head);
    }

    @Override
    public void onResponse(ResponseHead head) {
        responseTimer.clear();
        replay.drop();
        exchange.respond(head);
    }

    @Override
    public void onSwitch(ResponseHead head) {
        responseTimer.clear();
        exchange.switchProtocols(head);
    }

    @Override
    public void onBody(ByteBuffer data) {
        exchange.responseBody(data);
    }

    @Override
    public void onEnd(Fields trailers) {
        exchange.responseEnd(trailers);
    }

    @Override
    public void onTunnelEnd() {
        exchange.upstreamTunnelEnded();
    }

    @Override
    public void onFailure(ResponseFailure failure) {
        ClientStream failed = Objects.requireNonNull(upstream);
        upstream = null;
        switch (failure) {
            case ResponseFailure.Malformed malformed ->
                exchange.fail(new UpstreamFailure.BadMessage(endpoint(), malformed.detail()));
            case ResponseFailure.Closed closed -> {
                if (exchange.state() != ExchangeState.WAITING) {
                    exchange.fail(new UpstreamFailure.Truncated(endpoint()));
                } else if (closed.responseBegun()) {
                    exchange.fail(new UpstreamFailure.BadMessage(endpoint(), "it ends within the head"));
                } else {
                    replaceOrFail(failed);
                }
            }
        }
    }

    /** A pooled connection may have been closed just as it was used: a new one takes its place, once. */
    private void replaceOrFail(ClientStream failed) {
        UpstreamFailure.Closed failure = new UpstreamFailure.Closed(endpoint(), failed.isSent());
        boolean harmless = isRepeatable() || (!failure.mayHaveBeenProcessed() && !bodyTaken);
        if (failed.isReused() && !replaced && harmless) {
            replaced = true;
            if (!exchange.isRequestComplete()) {
                takeBody(false);
            }
            connect(Wanted.FRESH);
        } else {
            exchange.fail(failure);
        }
    }

    private void onTimeout() {
        UpstreamFailure failure = new UpstreamFailure.TimedOut(endpoint(), responseNanos / 1_000_000);
        Connections from = pool;
        if (from != null) {
            from.cancel(this);
        }
        ClientStream to = upstream;
        if (to != null) {
            to.cancel();
        }
        exchange.fail(failure);
    }

    private Endpoint endpoint() {
        return Objects.requireNonNull(endpoint);
    }
}
