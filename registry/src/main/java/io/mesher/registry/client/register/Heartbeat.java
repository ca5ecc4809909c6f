package io.mesher.registry.client.register;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.core.telemetry.RegistryStatus.Heartbeats;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.call.Session;
import io.mesher.registry.client.call.Sockets;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the instance's lease, by a request now and then or by a WebSocket on which the registry pings. */
public final class Heartbeat implements WebSocketListener {
    /** The registry's word for an instance that it doesn't know. */
    public static final int NO_SUCH_INSTANCE = 4001;

    /** The registry pings every 30 s by default. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(75);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final Timing timing;
    private final RegistrationApi api;
    private final Sockets sockets;
    private final long intervalNanos;
    private final RandomGenerator random;
    private final Runnable onLost;
    private final Backoff backoff;
    private final DefectGuard guard;
    private final Alarm timer;
    private final Alarm silenceTimer;
    private boolean bySocket;
    /** Whether the next request shall tell if it was only the WebSocket that the registry doesn't take. */
    private boolean socketRefused;

    private boolean active;
    private boolean underWay;
    /** Counts registrations and recoveries: an answer from before the present one says nothing of it. */
    private int round;

    private @Nullable Session session;
    private String serviceId = "";
    private String instanceId = "";
    private volatile Heartbeats shown = new Heartbeats(0, 0, 0, 0);

    /** @param onLost called when the registry doesn't know the instance; then the heartbeat has stopped */
    public Heartbeat(
            Timing timing,
            RegistrationApi api,
            Sockets sockets,
            HeartbeatMode mode,
            Duration interval,
            RandomGenerator random,
            Runnable onLost) {
        this.timing = timing;
        this.api = api;
        this.sockets = sockets;
        this.bySocket = mode == HeartbeatMode.WEB_SOCKET;
        this.intervalNanos = interval.toNanos();
        this.random = random;
        this.onLost = onLost;
        this.backoff = new Backoff(
                BackoffPolicy.doubling(FIRST_PAUSE.compareTo(interval) < 0 ? FIRST_PAUSE : interval, interval), random);
        this.guard = new DefectGuard(timing, this::recover);
        this.timer = timing.timer(guard.action(this::tick));
        this.silenceTimer = timing.timer(guard.action(this::onSilence));
    }

    /** Any thread. */
    public Heartbeats shown() {
        return shown;
    }

    private void show(boolean good) {
        Heartbeats before = shown;
        long now = timing.epochMillis();
        shown = good
                ? new Heartbeats(before.good() + 1, now, before.failed(), before.lastFailed())
                : new Heartbeats(before.good(), before.lastGood(), before.failed() + 1, now);
    }

    /** Registration has just begun the lease, so the first one is due after an interval. */
    public void start(String ofService, String ofInstance) {
        stop();
        active = true;
        round++;
        underWay = false;
        serviceId = ofService;
        instanceId = ofInstance;
        backoff.reset();
        if (bySocket) {
            guard.run(this::openSocket);
        } else {
            schedule();
        }
    }

    private void recover() {
        if (active) {
            round++;
            underWay = false;
            retry();
        }
    }

    public void stop() {
        active = false;
        timer.clear();
        endSession();
    }

    public void close() {
        stop();
        timer.release();
        silenceTimer.release();
    }

    /** Asks at once whether the registry still knows us. */
    public void now() {
        if (active && !underWay) {
            guard.run(this::beat);
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
        api.heartbeat(serviceId, instanceId, guard.answer(result -> {
            if (asked == round) {
                underWay = false;
                if (active) {
                    onResult(result);
                }
            }
        }));
    }

    private void onResult(Result<Boolean> result) {
        show(result instanceof Ok<Boolean>);
        switch (result) {
            case Ok<Boolean> _ -> onAlive();
            case Refused<Boolean>(ErrorAnswer refusal) when refusal.isPassing() || refusal.status() == 401 -> retry();
            case Refused<Boolean> _ -> lost();
            case NoAnswer<Boolean> _ -> retry();
        }
    }

    private void onAlive() {
        if (socketRefused) {
            socketRefused = false;
            bySocket = false;
            log.info("the registry accepts no heartbeat by WebSocket: Mesher sends it by request");
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
        session = Session.open(sockets, api.heartbeatTarget(serviceId, instanceId), this, guard);
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
        show(true);
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
            show(false);
            lost();
        } else {
            socketRefused = code == 0;
            beat();
        }
    }

    private void onSilence() {
        show(false);
        if (session != null) {
            session.abort();
            session = null;
        }
        beat();
    }
}
