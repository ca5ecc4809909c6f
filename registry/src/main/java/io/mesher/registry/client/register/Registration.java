package io.mesher.registry.client.register;

import io.mesher.base.Repeated;
import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.telemetry.RegistryStatus;
import io.mesher.registry.client.call.ErrorAdvice;
import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the service and the instance registered, and again whenever the registry has lost them, for as long as it takes. */
public final class Registration {
    /** CSE Mesher waits 5 s to 3 min, so that a service is still missing minutes after the registry has come back. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A registry answers from a cache, so just after a registration it may say that it doesn't know us. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    /** Enough for a registry that is restarted, not for one that loses us again and again. */
    private static final int LINES_PER_MINUTE = 4;

    /** Hears of each step. */
    public interface Listener {
        /** The service is there, with this id; also after each registration anew. */
        void onService(String serviceId);

        /** The instance is there, and its lease is to be kept from now on. */
        void onInstance(String serviceId, String instanceId);

        /** The registry no longer knows us; registration begins again. */
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
    private final Repeated losses;
    private final Repeated registrations;
    private final RegistrationApi api;
    private final OwnDocuments own;
    private final InstanceStatus status;
    private final boolean withInstance;
    private final Listener listener;
    private final Backoff backoff;
    private final DefectGuard guard;
    private final ServiceRegistration service;
    private final Departure departure;
    private final Alarm retryTimer;
    private State state = State.IDLE;
    /** Counts beginnings: an answer to an earlier one says nothing of the present one. */
    private int round;

    private String serviceId = "";
    private String complaint = "";
    private long registeredAt;
    /** Whether the registry was cut off since: it may have lost us in the meantime. */
    private boolean interrupted;

    /** Whether the registry may have the instance. */
    private boolean instanceSent;

    private boolean answerAwaited;
    /** Whether the registry was heard not to know us during the registration. */
    private boolean doubted;

    /** Whether to begin again after the end of {@link #unregister}. */
    private boolean resumed;

    private boolean closed;
    private volatile RegistryStatus.Registration shown = new RegistryStatus.Registration(0, 0);

    public Registration(
            Timing timing,
            RegistrationApi api,
            OwnDocuments own,
            InstanceStatus status,
            boolean withInstance,
            long timeoutNanos,
            RandomGenerator random,
            Listener listener) {
        this.timing = timing;
        this.losses = new Repeated(LINES_PER_MINUTE, timing::now);
        this.registrations = new Repeated(LINES_PER_MINUTE, timing::now);
        this.api = api;
        this.own = own;
        this.status = status;
        this.withInstance = withInstance;
        this.listener = listener;
        this.backoff = new Backoff(BackoffPolicy.doubling(FIRST_PAUSE, LONGEST_PAUSE), random);
        this.guard = new DefectGuard(timing, this::recover);
        this.service = new ServiceRegistration(api, own, guard, this::complain);
        this.departure = new Departure(timing, api, own.instanceId(), timeoutNanos);
        this.retryTimer = timing.timer(this::begin);
    }

    public void start() {
        if (own.self().isUnnamed()) {
            log.info("not registered: the service has no name; set servicecomb.service.name to be found by others");
        } else {
            begin();
        }
    }

    /** Any thread. */
    public RegistryStatus.Registration shown() {
        return shown;
    }

    private void showRegistered() {
        long since = shown.since() == 0 ? timing.epochMillis() : shown.since();
        shown = new RegistryStatus.Registration(since, shown.times() + 1);
    }

    private void showUnregistered() {
        shown = new RegistryStatus.Registration(0, shown.times());
    }

    /** Whether the registry has all that it is to have, as far as we know. */
    public boolean isRegistered() {
        return state == State.REGISTERED;
    }

    /** The registry answers after it didn't. */
    public void reachable() {
        interrupted = true;
        if (state == State.WAITING) {
            backoff.reset();
            begin();
        }
    }

    /** A connection to the registry ended that should have stayed. */
    public void interrupted() {
        interrupted = true;
    }

    /** The registry was heard not to know us. */
    public void lost() {
        if (state == State.UNDER_WAY) {
            doubted = true;
        } else if (state == State.REGISTERED && isSettling()) {
            retryLater();
        } else if (state == State.REGISTERED) {
            long times = losses.happened();
            if (times > 0) {
                log.warn(
                        "the registry no longer knows {} {}: registering again{}",
                        own.self().name(),
                        own.version(),
                        Repeated.text(times));
            }
            showUnregistered();
            guard.run(() -> {
                listener.onLost();
                begin();
            });
        }
    }

    /**
     * Takes the instance off the registry.
     *
     * @param done called once, within the time-out
     */
    public void unregister(Runnable done) {
        if (state == State.STOPPED) {
            resumed = false;
            done.run();
            return;
        }
        state = State.STOPPED;
        showUnregistered();
        retryTimer.clear();
        if (!instanceSent) {
            done.run();
            return;
        }
        departure.begin(() -> onDeparted(done));
        // A registration under way could arrive after the end of it.
        if (!answerAwaited) {
            departure.delete(serviceId);
        }
    }

    private void onDeparted(Runnable done) {
        DefectGuard.reporting(timing).run(done);
        if (resumed) {
            resume();
        }
    }

    /** Registers again after {@link #unregister}, and after its end. */
    public void resume() {
        if (state != State.STOPPED || closed || own.self().isUnnamed()) {
            return;
        }
        resumed = departure.isUnderWay();
        if (!resumed) {
            instanceSent = false;
            complaint = "";
            backoff.reset();
            begin();
        }
    }

    public void close() {
        closed = true;
        state = State.STOPPED;
        retryTimer.release();
        departure.close();
    }

    // --- the steps

    private void begin() {
        state = State.UNDER_WAY;
        round++;
        doubted = false;
        answerAwaited = false;
        retryTimer.clear();
        int begun = round;
        service.begin(() -> begun == round && state == State.UNDER_WAY, this::onServiceResult);
    }

    /** After a defect. A registration that is to end doesn't begin again. */
    private void recover() {
        if (state != State.STOPPED) {
            round++;
            retryLater();
        }
    }

    private void onServiceResult(Result<String> result) {
        if (result instanceof Ok<String>(String id)) {
            onService(id);
        } else {
            retryLater();
        }
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
        int sent = round;
        api.register(own.instance(id, status.present()), guard.answer(result -> {
            if (sent == round) {
                answerAwaited = false;
                onInstanceResult(result);
            }
        }));
    }

    private void onInstanceResult(Result<String> result) {
        if (state == State.STOPPED) {
            departure.delete(serviceId);
        } else if (result instanceof Ok<String>) {
            onInstance();
        } else {
            if (result instanceof Refused<String>(ErrorAnswer refusal)) {
                complain(ErrorAdvice.message(
                        "register an instance of the service " + own.self().name(), refusal));
            }
            retryLater();
        }
    }

    private void onInstance() {
        registered();
        long times = registrations.happened();
        if (times > 0) {
            log.info(
                    "registered {} {} as instance {} of service {}: {}{}",
                    own.self().name(),
                    own.version(),
                    own.instanceId(),
                    serviceId,
                    own.endpoints(),
                    Repeated.text(times));
        }
        listener.onInstance(serviceId, own.instanceId());
    }

    private boolean isSettling() {
        return !interrupted && timing.now() - registeredAt < SETTLING.toNanos();
    }

    private void registered() {
        state = State.REGISTERED;
        showRegistered();
        interrupted = false;
        registeredAt = timing.now();
        complaint = "";
        backoff.reset();
        if (doubted) {
            retryLater();
        }
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
