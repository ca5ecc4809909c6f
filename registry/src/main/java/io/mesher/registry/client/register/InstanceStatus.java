package io.mesher.registry.client.register;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the registry has the instance's status as it is, until it says so. Event loop only.
 *
 * <p>A registration alone isn't enough: a registry that has the instance already leaves its status as it was.
 */
public final class InstanceStatus {
    static final String DOWN = "DOWN";
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(InstanceStatus.class);

    private final RegistrationApi api;
    private final String initial;
    private final Runnable onLost;
    private final Backoff backoff;
    private final DefectGuard guard;
    private final Alarm timer;
    private String present;
    /** What the registry has; empty: nobody knows. */
    private String told;

    /** Whether the registry may ever have had another one than the first: else there is nothing to tell. */
    private boolean changes;

    private boolean registered;
    private boolean underWay;
    /** Counts registrations and recoveries: an answer from before the present one says nothing of it. */
    private int round;

    private String serviceId = "";
    private String instanceId = "";
    private String complaint = "";

    /**
     * @param initial the status as it was configured
     * @param onLost called when the registry doesn't know the instance
     */
    public InstanceStatus(Timing timing, RegistrationApi api, String initial, RandomGenerator random, Runnable onLost) {
        this.api = api;
        this.initial = initial;
        this.onLost = onLost;
        this.backoff = new Backoff(BackoffPolicy.doubling(FIRST_PAUSE, LONGEST_PAUSE), random);
        this.guard = new DefectGuard(timing, this::recover);
        this.timer = timing.timer(this::tell);
        this.present = initial;
        this.told = initial;
    }

    /** An earlier run registered this instance: the registry may have the status of that time, which a registration leaves. */
    public void mayBeOld() {
        changes = true;
    }

    /** For a registration. */
    String present() {
        return present;
    }

    /** @param up back to what was configured, else down */
    public void set(boolean up) {
        present = up ? initial : DOWN;
        changes |= !up;
        tellSoon();
    }

    public void registered(String ofService, String ofInstance) {
        registered = true;
        round++;
        underWay = false;
        serviceId = ofService;
        instanceId = ofInstance;
        doubted();
    }

    /** The registry may have an older state: it was cut off, or is another one. */
    public void doubted() {
        if (changes) {
            told = "";
            tellSoon();
        }
    }

    /** There is no instance any more, for now or for good. */
    public void stop() {
        registered = false;
        timer.clear();
    }

    public void close() {
        stop();
        timer.release();
    }

    private void recover() {
        if (registered) {
            round++;
            underWay = false;
            told = "";
            timer.set(backoff.next());
        }
    }

    private void tellSoon() {
        backoff.reset();
        tell();
    }

    private void tell() {
        guard.run(this::send);
    }

    private void send() {
        timer.clear();
        if (!registered || underWay || told.equals(present)) {
            return;
        }
        underWay = true;
        // Until the answer is there, the registry may have either.
        told = "";
        String sent = present;
        int asked = round;
        api.status(serviceId, instanceId, sent, guard.answer(result -> {
            if (asked == round) {
                underWay = false;
                if (registered) {
                    onResult(sent, result);
                }
            }
        }));
    }

    private void onResult(String sent, Result<Boolean> result) {
        switch (result) {
            case Ok<Boolean> _ -> {
                told = sent;
                complaint = "";
                log.info("the registry has instance {} as {}", instanceId, sent);
                tellSoon();
            }
            case Refused<Boolean>(ErrorAnswer refusal) when refusal.isUnknownInstance() -> onLost.run();
            case Refused<Boolean>(ErrorAnswer refusal) -> {
                complain(refusal.told());
                timer.set(backoff.next());
            }
            case NoAnswer<Boolean> _ -> timer.set(backoff.next());
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            complaint = why;
            log.warn("the registry doesn't accept the status {} of instance {}: {}", present, instanceId, why);
        }
    }
}
