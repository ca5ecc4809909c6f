package io.mesher.registry.client;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.registry.client.Result.NoAnswer;
import io.mesher.registry.client.Result.Ok;
import io.mesher.registry.client.Result.Refused;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ServiceDocument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the service and the instance registered, and again whenever the registry has lost them, for as long as it takes. */
final class Registration {
    /** The original waits 5 s to 3 min, so that a service is still missing minutes after the registry has come back. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A registry answers from a cache, so just after a registration it may say that it doesn't know us. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    /** Hears of each step. */
    interface Listener {
        /** The service is there, with this id; also after each registration anew. */
        void onService(String serviceId);

        /** The instance is there, and its lease is to be kept from now on. */
        void onInstance(String serviceId, String instanceId);

        /** The registry no longer knows us; registration begins anew. */
        void onLost();
    }

    private enum State {
        IDLE,
        UNDER_WAY,
        WAITING,
        REGISTERED,
        STOPPED
    }

    private final Timing timing;
    private final RegistryApi api;
    private final OwnDocuments own;
    private final InstanceStatus status;
    private final boolean withInstance;
    private final long timeoutNanos;
    private final StatusBoard board;
    private final Listener listener;
    private final Backoff backoff;
    private final Alarm retryTimer;
    private final Alarm stopTimer;
    private State state = State.IDLE;
    private String serviceId = "";
    private String complaint = "";
    private long registeredAt;
    /** Whether the registry was cut off since: it may have lost us in the meantime. */
    private boolean interrupted;

    /** Whether the registry may have the instance. */
    private boolean instanceSent;

    private boolean answerAwaited;
    /** Whether the registry was heard not to know us while it was being told. */
    private boolean doubted;

    private @Nullable Runnable stopped;

    /** Whether to begin again behind the end of {@link #unregister}. */
    private boolean resumed;

    private boolean closed;

    Registration(
            Timing timing,
            RegistryApi api,
            OwnDocuments own,
            InstanceStatus status,
            boolean withInstance,
            long timeoutNanos,
            RandomGenerator random,
            StatusBoard board,
            Listener listener) {
        this.timing = timing;
        this.api = api;
        this.own = own;
        this.status = status;
        this.withInstance = withInstance;
        this.timeoutNanos = timeoutNanos;
        this.board = board;
        this.listener = listener;
        this.backoff = new Backoff(BackoffPolicy.doubling(FIRST_PAUSE, LONGEST_PAUSE), random);
        this.retryTimer = timing.timer(this::begin);
        this.stopTimer = timing.timer(this::onStopTimeout);
    }

    void start() {
        if (own.self().isUnnamed()) {
            log.info("not registered: the service has no name; set servicecomb.service.name to be found by others");
        } else {
            begin();
        }
    }

    /** Whether the registry has all that it is to have, as far as we know. */
    boolean isRegistered() {
        return state == State.REGISTERED;
    }

    /** The registry answers after it didn't. */
    void reachable() {
        interrupted = true;
        if (state == State.WAITING) {
            backoff.reset();
            begin();
        }
    }

    /** A connection to the registry ended that should have stayed. */
    void interrupted() {
        interrupted = true;
    }

    /** The registry was heard not to know us. */
    void lost() {
        if (state == State.UNDER_WAY) {
            doubted = true;
        } else if (state == State.REGISTERED && isSettling()) {
            retryLater();
        } else if (state == State.REGISTERED) {
            log.warn(
                    "the registry no longer knows {} {}: registering again",
                    own.self().name(),
                    own.version());
            board.unregistered();
            listener.onLost();
            begin();
        }
    }

    /**
     * Takes the instance off the registry.
     *
     * @param done called once, within the time-out
     */
    void unregister(Runnable done) {
        if (state == State.STOPPED) {
            resumed = false;
            done.run();
            return;
        }
        state = State.STOPPED;
        stopped = done;
        board.unregistered();
        retryTimer.release();
        if (!instanceSent) {
            stopped();
            return;
        }
        stopTimer.set(timeoutNanos);
        // A registration under way could arrive behind the end of it.
        if (!answerAwaited) {
            delete();
        }
    }

    /** Registers again after {@link #unregister}, and behind its end. */
    void resume() {
        if (state != State.STOPPED || closed || own.self().isUnnamed()) {
            return;
        }
        if (stopped != null) {
            resumed = true;
        } else {
            resumed = false;
            instanceSent = false;
            complaint = "";
            backoff.reset();
            begin();
        }
    }

    void close() {
        closed = true;
        state = State.STOPPED;
        stopped = null;
        retryTimer.release();
        stopTimer.release();
    }

    private void delete() {
        api.unregister(serviceId, own.instanceId(), result -> {
            if (stopped != null) {
                tell(result);
            }
            stopped();
        });
    }

    private void tell(Result<Boolean> unregistered) {
        switch (unregistered) {
            case Ok<Boolean> _ -> log.info("instance {} unregistered", own.instanceId());
            case Refused<Boolean>(Refusal refusal)
            when refusal.isUnknownInstance() -> log.info("instance {} was not registered any more", own.instanceId());
            case Refused<Boolean>(Refusal refusal) -> leftBehind(refusal.told());
            case NoAnswer<Boolean>(String cause) -> leftBehind(cause);
        }
    }

    private void leftBehind(String cause) {
        log.warn(
                "instance {} can't be unregistered: {}; callers notice by refused connections, and when its lease ends",
                own.instanceId(),
                cause);
    }

    private void onStopTimeout() {
        leftBehind("no answer of the registry within " + timeoutNanos / 1_000_000 + " ms");
        stopped();
    }

    private void stopped() {
        stopTimer.release();
        Runnable done = stopped;
        stopped = null;
        if (done != null) {
            done.run();
        }
        if (resumed) {
            resume();
        }
    }

    // --- the steps

    private void begin() {
        state = State.UNDER_WAY;
        doubted = false;
        retryTimer.clear();
        api.serviceId(own.self(), own.version(), this::onServiceId);
    }

    private void onServiceId(Result<String> result) {
        if (state == State.STOPPED) {
            return;
        }
        if (result instanceof Ok<String>(String id)) {
            if (id.isEmpty()) {
                create();
            } else {
                compareProperties(id);
            }
        } else if (result instanceof Refused<String>(Refusal refusal)) {
            if (refusal.is(ErrorCode.NO_SUCH_SERVICE) || refusal.is(ErrorCode.NO_SUCH_VERSION)) {
                create();
            } else {
                refused("look for the service " + own.self().name(), refusal);
            }
        } else {
            retryLater();
        }
    }

    private void create() {
        api.createService(own.service(), result -> {
            if (state == State.STOPPED) {
                return;
            }
            if (result instanceof Ok<String>(String id)) {
                onService(id);
            } else if (result instanceof Refused<String>(Refusal refusal)) {
                refused("register the service " + own.self().name(), refusal);
            } else {
                retryLater();
            }
        });
    }

    /** The original leaves an existing service as it is, so that a changed {@code scope} or property never arrives. */
    private void compareProperties(String id) {
        Map<String, String> ours = own.properties();
        if (ours.isEmpty()) {
            onService(id);
            return;
        }
        api.service(id, result -> {
            if (state == State.STOPPED) {
                return;
            }
            if (result instanceof Ok<ServiceDocument>(ServiceDocument service)
                    && !service.properties().entrySet().containsAll(ours.entrySet())) {
                Map<String, String> merged = new LinkedHashMap<>(service.properties());
                merged.putAll(ours);
                putProperties(id, merged);
            } else {
                onService(id);
            }
        });
    }

    private void putProperties(String id, Map<String, String> merged) {
        api.putProperties(id, merged, result -> {
            if (state == State.STOPPED) {
                return;
            }
            if (result instanceof Refused<Boolean>(Refusal refusal)) {
                complain(ErrorAdvice.message(
                        "change the properties of the service " + own.self().name(), refusal));
            }
            // A service with old properties is better than none.
            onService(id);
        });
    }

    private void onService(String id) {
        serviceId = id;
        listener.onService(id);
        if (!withInstance) {
            registered();
            log.info(
                    "registered the service {} {} as {}, without an instance",
                    own.self().name(),
                    own.version(),
                    id);
            return;
        }
        instanceSent = true;
        answerAwaited = true;
        api.register(own.instance(id, status.present()), result -> {
            answerAwaited = false;
            if (state == State.STOPPED) {
                if (stopped != null) {
                    delete();
                }
                return;
            }
            if (result instanceof Ok<String>) {
                onInstance();
            } else if (result instanceof Refused<String>(Refusal refusal)) {
                refused("register an instance of the service " + own.self().name(), refusal);
            } else {
                retryLater();
            }
        });
    }

    private void onInstance() {
        registered();
        log.info(
                "registered {} {} as instance {} of service {}: {}",
                own.self().name(),
                own.version(),
                own.instanceId(),
                serviceId,
                own.endpoints().endpoints());
        listener.onInstance(serviceId, own.instanceId());
    }

    private boolean isSettling() {
        return !interrupted && timing.now() - registeredAt < SETTLING.toNanos();
    }

    private void registered() {
        state = State.REGISTERED;
        board.registered();
        interrupted = false;
        registeredAt = timing.now();
        complaint = "";
        backoff.reset();
        if (doubted) {
            retryLater();
        }
    }

    private void refused(String what, Refusal refusal) {
        complain(ErrorAdvice.message(what, refusal));
        retryLater();
    }

    private void complain(String message) {
        if (!message.equals(complaint)) {
            complaint = message;
            log.error("{}", message);
        }
    }

    private void retryLater() {
        state = State.WAITING;
        retryTimer.set(backoff.next());
    }
}
