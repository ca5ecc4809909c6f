package io.mesher.registry.client;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.client.Result.NoAnswer;
import io.mesher.registry.client.Result.Ok;
import io.mesher.registry.client.Result.Refused;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the instance's lease, by a request now and then or by a WebSocket on which the registry pings. */
final class Heartbeat implements WebSocketListener {
    /** The registry's word for an instance that it doesn't know. */
    static final int NO_SUCH_INSTANCE = 4001;

    /** The registry pings every 30 s by default. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(75);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final RegistryApi api;
    private final Sockets sockets;
    private final long intervalNanos;
    private final RandomGenerator random;
    private final StatusBoard board;
    private final Runnable onLost;
    private final Backoff backoff;
    private final Alarm timer;
    private final Alarm silenceTimer;
    private boolean bySocket;
    /** Whether the next request shall tell if it was only the WebSocket that the registry doesn't take. */
    private boolean socketRefused;

    private boolean active;
    private boolean underWay;
    /** Of the registration: an answer of an earlier one says nothing of this. */
    private int round;

    private @Nullable Session session;
    private String serviceId = "";
    private String instanceId = "";

    /** @param onLost called when the registry doesn't know the instance; then the heartbeat has stopped */
    Heartbeat(
            Timing timing,
            RegistryApi api,
            Sockets sockets,
            HeartbeatMode mode,
            Duration interval,
            RandomGenerator random,
            StatusBoard board,
            Runnable onLost) {
        this.api = api;
        this.sockets = sockets;
        this.bySocket = mode == HeartbeatMode.WEB_SOCKET;
        this.intervalNanos = interval.toNanos();
        this.random = random;
        this.board = board;
        this.onLost = onLost;
        this.backoff = new Backoff(
                BackoffPolicy.doubling(FIRST_PAUSE.compareTo(interval) < 0 ? FIRST_PAUSE : interval, interval), random);
        this.timer = timing.timer(this::tick);
        this.silenceTimer = timing.timer(this::onSilence);
    }

    /** Registration has just begun the lease, so the first one is due after an interval. */
    void start(String ofService, String ofInstance) {
        stop();
        active = true;
        round++;
        underWay = false;
        serviceId = ofService;
        instanceId = ofInstance;
        backoff.reset();
        if (bySocket) {
            openSocket();
        } else {
            schedule();
        }
    }

    void stop() {
        active = false;
        timer.clear();
        endSession();
    }

    void close() {
        stop();
        timer.release();
        silenceTimer.release();
    }

    /** Asks at once whether the registry still knows us. */
    void now() {
        if (active && !underWay) {
            beat();
        }
    }

    private void tick() {
        if (bySocket && session == null) {
            openSocket();
        } else {
            beat();
        }
    }

    /** Up to a tenth early, never late: the lease counts intervals. */
    private void schedule() {
        timer.set(intervalNanos - random.nextLong(intervalNanos / 10 + 1));
    }

    // --- by request

    private void beat() {
        if (underWay) {
            return;
        }
        underWay = true;
        timer.clear();
        int asked = round;
        api.heartbeat(serviceId, instanceId, result -> {
            if (asked == round) {
                underWay = false;
                if (active) {
                    onResult(result);
                }
            }
        });
    }

    private void onResult(Result<Boolean> result) {
        board.heartbeat(result instanceof Ok<Boolean>);
        switch (result) {
            case Ok<Boolean> _ -> onAlive();
            case Refused<Boolean>(Refusal refusal) when refusal.isPassing() || refusal.status() == 401 -> retry();
            case Refused<Boolean> _ -> lost();
            case NoAnswer<Boolean> _ -> retry();
        }
    }

    private void onAlive() {
        if (socketRefused) {
            socketRefused = false;
            bySocket = false;
            log.info("the registry takes no heartbeat by WebSocket: it is sent by request");
        }
        if (!bySocket) {
            backoff.reset();
            schedule();
        } else if (session == null) {
            retry();
        }
    }

    private void retry() {
        socketRefused = false;
        timer.set(backoff.next());
    }

    private void lost() {
        stop();
        onLost.run();
    }

    // --- by WebSocket

    private void openSocket() {
        session = Session.open(sockets, api.heartbeatTarget(serviceId, instanceId), this);
    }

    private void endSession() {
        silenceTimer.clear();
        if (session != null) {
            session.end();
            session = null;
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        silenceTimer.set(LONGEST_SILENCE.toNanos());
    }

    /** The answer to it, which the socket gives by itself, renews the lease. */
    @Override
    public void onPing() {
        board.heartbeat(true);
        backoff.reset();
        silenceTimer.set(LONGEST_SILENCE.toNanos());
    }

    @Override
    public void onText(byte[] utf8) {
        // The registry has nothing to say here.
    }

    @Override
    public void onClosed(int code, String reason) {
        silenceTimer.clear();
        session = null;
        if (code == NO_SUCH_INSTANCE) {
            board.heartbeat(false);
            lost();
        } else {
            socketRefused = code == 0;
            beat();
        }
    }

    private void onSilence() {
        board.heartbeat(false);
        if (session != null) {
            session.abort();
            session = null;
        }
        beat();
    }
}
