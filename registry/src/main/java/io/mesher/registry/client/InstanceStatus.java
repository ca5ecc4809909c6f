package io.mesher.registry.client;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.registry.client.Result.NoAnswer;
import io.mesher.registry.client.Result.Ok;
import io.mesher.registry.client.Result.Refused;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the registry has the instance's status as it is, until it says so. Event loop only.
 *
 * <p>A registration alone isn't enough: a registry that has the instance already leaves its status as it was.
 */
final class InstanceStatus {
    static final String DOWN = "DOWN";
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(InstanceStatus.class);

    private final RegistryApi api;
    private final String initial;
    private final Runnable onLost;
    private final Backoff backoff;
    private final Alarm timer;
    private String present;
    /** What the registry has; empty: nobody knows. */
    private String told;

    /** Whether it ever was another one than the first: else there is nothing to tell. */
    private boolean changes;

    private boolean registered;
    private boolean underWay;
    /** Of the registration: an answer of an earlier one says nothing of this. */
    private int round;

    private String serviceId = "";
    private String instanceId = "";
    private String complaint = "";

    /**
     * @param initial the status as it was configured
     * @param onLost called when the registry doesn't know the instance
     */
    InstanceStatus(Timing timing, RegistryApi api, String initial, RandomGenerator random, Runnable onLost) {
        this.api = api;
        this.initial = initial;
        this.onLost = onLost;
        this.backoff = new Backoff(BackoffPolicy.doubling(FIRST_PAUSE, LONGEST_PAUSE), random);
        this.timer = timing.timer(this::tell);
        this.present = initial;
        this.told = initial;
    }

    /** For a registration. */
    String present() {
        return present;
    }

    /** @param up back to what was configured, else down */
    void set(boolean up) {
        present = up ? initial : DOWN;
        changes |= !up;
        tellSoon();
    }

    void registered(String ofService, String ofInstance) {
        registered = true;
        round++;
        underWay = false;
        serviceId = ofService;
        instanceId = ofInstance;
        doubted();
    }

    /** The registry may have an older state: it was cut off, or is another one. */
    void doubted() {
        if (changes) {
            told = "";
            tellSoon();
        }
    }

    /** There is no instance any more, for now or for good. */
    void stop() {
        registered = false;
        timer.clear();
    }

    void close() {
        stop();
        timer.release();
    }

    private void tellSoon() {
        backoff.reset();
        tell();
    }

    private void tell() {
        timer.clear();
        if (!registered || underWay || told.equals(present)) {
            return;
        }
        underWay = true;
        // Until the answer is there, the registry may have either.
        told = "";
        String sent = present;
        int asked = round;
        api.status(serviceId, instanceId, sent, result -> {
            if (asked == round) {
                underWay = false;
                if (registered) {
                    onResult(sent, result);
                }
            }
        });
    }

    private void onResult(String sent, Result<Boolean> result) {
        switch (result) {
            case Ok<Boolean> _ -> {
                told = sent;
                complaint = "";
                log.info("the registry has instance {} as {}", instanceId, sent);
                tellSoon();
            }
            case Refused<Boolean>(Refusal refusal) when refusal.isUnknownInstance() -> onLost.run();
            case Refused<Boolean>(Refusal refusal) -> {
                complain(refusal.told());
                timer.set(backoff.next());
            }
            case NoAnswer<Boolean> _ -> timer.set(backoff.next());
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            complaint = why;
            log.warn("the registry doesn't take the status {} of instance {}: {}", present, instanceId, why);
        }
    }
}
