package io.mesher.registry.client.find;

import io.mesher.base.Repeated;
import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.client.call.Failover;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Session;
import io.mesher.registry.client.call.Sockets;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.EventDocument;
import io.mesher.registry.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of changes as they happen, by a WebSocket. What it misses while it isn't connected the next refresh brings. */
public final class Watch implements WebSocketListener {
    static final Duration PING_INTERVAL = Duration.ofSeconds(30);

    /** A registry sends events of a service only when it has noted that we use it, up to 2 s after we found it. */
    static final Duration NOTED = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** After this the registry closes without a close frame. */
    private static final String NO_SUCH_SERVICE = "service does not exist";

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    /** Hears what comes. */
    public interface Listener {
        void onEvent(EventDocument event);

        /** The watch stood, and was ended by the other side. */
        void onCut();

        /** Events may have been missed. */
        void onStale();

        /** The registry doesn't know the service that watches. */
        void onUnknownConsumer();
    }

    private final RegistrationApi api;
    private final Sockets sockets;
    private final Listener listener;
    private final Backoff backoff;
    private final Repeated losses;
    private final DefectGuard guard;
    private final Alarm retryTimer;
    private final Alarm pingTimer;
    private final Alarm notedTimer;
    private String serviceId = "";
    private @Nullable Session session;
    private boolean active;
    private volatile boolean open;
    private int unansweredPings;
    private boolean told;

    public Watch(Timing timing, RegistrationApi api, Sockets sockets, RandomGenerator random, Listener listener) {
        this.api = api;
        this.sockets = sockets;
        this.listener = listener;
        this.backoff = new Backoff(BackoffPolicy.doubling(FIRST_PAUSE, LONGEST_PAUSE), random);
        this.losses = new Repeated(1, timing::now);
        this.guard = new DefectGuard(timing, this::recover);
        this.retryTimer = timing.timer(guard.action(this::open));
        this.pingTimer = timing.timer(guard.action(this::ping));
        this.notedTimer = timing.timer(guard.action(listener::onStale));
    }

    /** Whether changes are reported as they happen. Any thread. */
    public boolean isOpen() {
        return open;
    }

    /** Watches in the name of this service; anew, since a registry that lost us has forgotten the old connection. */
    public void start(String ofService) {
        stop();
        active = true;
        serviceId = ofService;
        guard.run(this::open);
    }

    private void recover() {
        if (active) {
            if (session != null) {
                session.abort();
            }
            retry(Failover.DEFECT);
        }
    }

    public void stop() {
        active = false;
        open = false;
        retryTimer.clear();
        pingTimer.clear();
        if (session != null) {
            session.end();
            session = null;
        }
    }

    /** A service was found for the first time: changes before its events begin are asked for. */
    public void added() {
        if (session != null) {
            notedTimer.set(NOTED.toNanos());
        }
    }

    public void close() {
        stop();
        notedTimer.release();
        retryTimer.release();
        pingTimer.release();
    }

    private void open() {
        session = Session.open(sockets, api.watchTarget(serviceId), this, guard);
    }

    @Override
    public void onOpen(WebSocket socket) {
        open = true;
        unansweredPings = 0;
        pingTimer.set(PING_INTERVAL.toNanos());
        listener.onStale();
    }

    @Override
    public void onText(byte[] utf8) {
        try {
            EventDocument event = JsonReader.document(utf8, EventDocument::read);
            backoff.reset();
            listener.onEvent(event);
        } catch (BadJson e) {
            if (new String(utf8, StandardCharsets.UTF_8).contains(NO_SUCH_SERVICE)) {
                listener.onUnknownConsumer();
            } else {
                log.debug("an event that can't be read ({}): Mesher asks for all services", e.getMessage());
                listener.onStale();
            }
        }
    }

    @Override
    public void onPing() {
        alive();
    }

    @Override
    public void onPong() {
        alive();
    }

    /** Only now is it sure that the registry didn't take the connection to end it at once. */
    private void alive() {
        unansweredPings = 0;
        told = false;
        backoff.reset();
    }

    private void ping() {
        if (session == null) {
            return;
        }
        if (unansweredPings >= 2) {
            session.abort();
            retry("no answer to pings");
            return;
        }
        unansweredPings++;
        session.ping();
        pingTimer.set(PING_INTERVAL.toNanos());
    }

    @Override
    public void onClosed(int code, String reason) {
        if (code != 0) {
            listener.onCut();
        }
        retry(code == 0 ? reason : "closed with " + code + (reason.isEmpty() ? "" : ", " + reason));
    }

    private void retry(String cause) {
        session = null;
        open = false;
        pingTimer.clear();
        long times = told ? 0 : losses.happened();
        told = true;
        if (times > 0) {
            log.info(
                    "watch at the registry: {}; until it is back, changes arrive with the refresh{}",
                    cause,
                    Repeated.text(times));
        }
        retryTimer.set(backoff.next());
    }
}
