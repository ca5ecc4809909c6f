package io.mesher.proxy;

import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.ConnectFault;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.UpstreamPool.Wanted;
import io.mesher.net.pool.Waiter;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One try of an exchange at one instance: gets a connection, sends the request, takes the response. Whether there is another
 * after it {@link Attempts} decides. One per {@link Exchange}, reused with it.
 */
final class Attempt implements ClientHandler, Waiter {

    private final Exchange exchange;
    private final Attempts stage;
    private final LoopContext context;
    private final ReplayBuffer replay;
    /** Until the head, for it; after it, for the next bytes of the body. */
    private final Timer timer;

    private CallTimes times = new CallTimes(0, 0, 0, 0);
    private @Nullable Endpoint endpoint;
    private Wanted wanted = Wanted.ANY;
    /** Set while waiting for a connection. */
    private @Nullable Connections pool;
    /** Set while a request is under way on it. */
    private @Nullable ClientStream upstream;

    private long sentAt;

    Attempt(Exchange exchange, Attempts stage, LoopContext context, ReplayBuffer replay) {
        this.exchange = exchange;
        this.stage = stage;
        this.context = context;
        this.replay = replay;
        this.timer = context.loop().timer(this::onTimeout);
    }

    void clear() {
        timer.clear();
        pool = null;
        upstream = null;
        endpoint = null;
    }

    /** The exchange is used no more. */
    void release() {
        timer.release();
    }

    void start(Endpoint at, Wanted newWanted, CallTimes newTimes) {
        endpoint = at;
        times = newTimes;
        exchange.state(ExchangeState.CONNECTING);
        await(times.response());
        ReservedInstances reserved = ReservedInstances.of(exchange.stream());
        ClientStream kept =
                reserved == null || newWanted == Wanted.FRESH ? null : reserved.open(at, newWanted == Wanted.ANY);
        if (kept != null) {
            onConnection(kept);
            return;
        }
        acquire(at, newWanted);
    }

    private void acquire(Endpoint at, Wanted newWanted) {
        wanted = newWanted;
        Connections from = context.upstreams().to(at, times.connect());
        pool = from;
        from.acquire(this, newWanted);
        if (pool != null && from.isFull()) {
            // It waits for another request to end: one that is too slow ends now.
            context.uploads().giveWay(at, context.loop().now());
        }
    }

    boolean isAt(Endpoint candidate) {
        return candidate.equals(endpoint);
    }

    private void await(long nanos) {
        if (nanos > 0) {
            timer.set(nanos);
        } else {
            timer.clear();
        }
    }

    /** Ends what is under way; nothing more is heard of it. */
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

    /** Whether the request may have reached an instance. */
    boolean isUnderWay() {
        return upstream != null;
    }

    // --- the connection

    @Override
    public void onConnection(ClientStream stream) {
        pool = null;
        upstream = stream;
        exchange.state(ExchangeState.WAITING);
        sentAt = context.loop().now();
        AddedFields lines = exchange.requestLines();
        int count = lines.count();
        stage.addRequestLines(exchange.request(), lines);
        stream.request(exchange.request(), lines, isUpgrade(), this);
        lines.cutTo(count);
        exchange.record().sent(sentAt, context.loop().nanoTime(), stream.isReused());
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

    @Override
    public void onConnectFailed(ConnectFault fault) {
        pool = null;
        timer.clear();
        stage.connectFailed(fault);
    }

    @Override
    public void onPoolFull(String limit) {
        pool = null;
        if (context.uploads().giveWay(endpoint(), context.loop().now())) {
            acquire(endpoint(), wanted);
            return;
        }
        timer.clear();
        stage.full(limit);
    }

    /** Requests with a body don't upgrade: what follows their head would be ambiguous. Nor does h2c, which nobody here speaks. */
    private boolean isUpgrade() {
        RequestHead request = exchange.request();
        return request.wantsUpgrade()
                && !request.hasBody()
                && UpgradeTokens.arePassedOn(request.fields(), request.fields().find(FieldName.UPGRADE));
    }

    // --- the request

    /** The response's time runs while the upstream is waited for, not the caller, whose body has a time of its own. */
    private void takeBody(boolean wanted) {
        if (exchange.state() == ExchangeState.WAITING && !exchange.isRequestComplete()) {
            await(wanted ? 0 : times.response());
        }
        exchange.requestBodyWanted(wanted);
    }

    /** Takes all of {@code data}. */
    void sendBody(ByteBuffer data) {
        ClientStream to = upstream;
        if (to == null) {
            data.position(data.limit());
            return;
        }
        if (exchange.state() == ExchangeState.WAITING) {
            replay.add(data);
        }
        to.body(data);
    }

    void sendEnd(Fields trailers) {
        if (trailers.count() > 0) {
            replay.lose();
        }
        ClientStream to = upstream;
        if (to != null) {
            if (exchange.state() == ExchangeState.WAITING) {
                await(times.response());
            }
            to.end(trailers);
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

    void endTunnel() {
        ClientStream to = upstream;
        if (to != null) {
            to.endTunnel();
        }
    }

    // --- the response

    @Override
    public void onInterim(ResponseHead head) {
        exchange.interim(head);
    }

    @Override
    public void onResponse(ResponseHead head) {
        timer.clear();
        if (ReservedInstances.isTied(exchange.request(), head)) {
            reserve();
        }
        if (stage.responded(head, context.loop().now() - sentAt)) {
            replay.drop();
            await(times.idle());
            exchange.respond(head);
        }
    }

    private void reserve() {
        ReservedInstances reserved = ReservedInstances.of(exchange.stream());
        if (reserved == null) {
            reserved = new ReservedInstances();
            exchange.stream().bind(reserved);
        }
        reserved.keep(endpoint(), Objects.requireNonNull(upstream).reserve());
    }

    @Override
    public void onSwitch(ResponseHead head) {
        timer.clear();
        stage.switched(context.loop().now() - sentAt);
        exchange.switchProtocols(head);
    }

    @Override
    public void onBody(ByteBuffer data) {
        if (times.idle() > 0 && exchange.state() == ExchangeState.RESPONDING) {
            timer.set(times.idle());
        }
        exchange.responseBody(data);
    }

    /** The time for the next bytes runs while the instance is waited for, not the caller. */
    void responseWanted(boolean wanted) {
        ClientStream from = upstream;
        if (from != null) {
            if (times.idle() > 0 && exchange.state() == ExchangeState.RESPONDING) {
                await(wanted ? times.idle() : 0);
            }
            from.bodyWanted(wanted);
        }
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
        ClientStream from = Objects.requireNonNull(upstream);
        upstream = null;
        timer.clear();
        boolean waiting = exchange.state() == ExchangeState.WAITING;
        switch (failure) {
            case ResponseFailure.Malformed malformed -> malformed(malformed.detail());
            case ResponseFailure.TooLarge(var limit, int max) -> {
                stage.tooLarge();
                exchange.fail(new UpstreamFailure.TooLarge(endpoint(), limit, max));
            }
            case ResponseFailure.Closed closed -> {
                if (!waiting) {
                    cut();
                } else if (closed.responseBegun()) {
                    malformed("it ends within the head");
                } else {
                    stage.broken(new UpstreamFailure.Closed(endpoint(), closed.sent()), from.isReused());
                }
            }
            case ResponseFailure.NotAccepted(String code, String text) -> {
                if (waiting) {
                    stage.refused(new UpstreamFailure.ConnectFailed(endpoint(), code, text));
                } else {
                    cut();
                }
            }
            case ResponseFailure.Refused(String why) -> {
                if (waiting) {
                    stage.refused(new UpstreamFailure.Refused(endpoint(), why));
                } else {
                    cut();
                }
            }
            case ResponseFailure.NotTaken(long millis) -> notTaken(new UpstreamFailure.NotTaken(endpoint(), millis));
            case ResponseFailure.Reset _ -> {
                if (waiting) {
                    stage.failed(new UpstreamFailure.Closed(endpoint(), true), Failing.RESET);
                } else {
                    cut();
                }
            }
        }
    }

    private void notTaken(UpstreamFailure.NotTaken failure) {
        if (exchange.state() == ExchangeState.WAITING) {
            stage.failed(failure, Failing.TIMEOUT);
        } else {
            truncated(Failing.TIMEOUT);
            exchange.fail(failure);
        }
    }

    private void cut() {
        truncated(Failing.RESET);
        exchange.fail(new UpstreamFailure.Truncated(endpoint()));
    }

    /** In a tunnel an end is an end. */
    private void truncated(Failing how) {
        if (exchange.state() == ExchangeState.RESPONDING) {
            stage.truncated(how);
        }
    }

    private void malformed(String detail) {
        UpstreamFailure failure = new UpstreamFailure.BadMessage(endpoint(), detail);
        if (exchange.state() == ExchangeState.WAITING) {
            stage.failed(failure, Failing.MALFORMED);
        } else {
            truncated(Failing.MALFORMED);
            exchange.fail(failure);
        }
    }

    private void onTimeout() {
        boolean connected = upstream != null;
        long nanos = exchange.state() == ExchangeState.RESPONDING ? times.idle() : times.response();
        UpstreamFailure failure = new UpstreamFailure.TimedOut(endpoint(), nanos / 1_000_000);
        cancel();
        if (connected && exchange.state() == ExchangeState.WAITING) {
            stage.failed(failure, Failing.TIMEOUT);
        } else {
            // It waited for a connection, or is broken off: nothing that another instance could do better.
            truncated(Failing.TIMEOUT);
            exchange.fail(failure);
        }
    }

    private Endpoint endpoint() {
        return Objects.requireNonNull(endpoint);
    }
}
