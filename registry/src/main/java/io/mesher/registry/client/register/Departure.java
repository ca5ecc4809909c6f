package io.mesher.registry.client.register;

import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the instance off the registry, within the time for one call. Event loop only. */
final class Departure {
    private static final Logger log = LoggerFactory.getLogger(Departure.class);

    private final RegistrationApi api;
    private final String instanceId;
    private final long timeoutNanos;
    private final DefectGuard guard;
    private final Alarm timer;
    /** Null: none is under way. */
    private @Nullable Runnable done;

    /** Counts departures: the answer to an earlier one says nothing of the present one. */
    private int round;

    Departure(Timing timing, RegistrationApi api, String instanceId, long timeoutNanos) {
        this.api = api;
        this.instanceId = instanceId;
        this.timeoutNanos = timeoutNanos;
        this.guard = new DefectGuard(timing, this::end);
        this.timer = timing.timer(guard.action(this::onTimeout));
    }

    /**
     * The time begins; {@link #delete} must follow.
     *
     * @param whenOver called once, within the time-out
     */
    void begin(Runnable whenOver) {
        round++;
        done = whenOver;
        timer.set(timeoutNanos);
    }

    void delete(String serviceId) {
        if (done == null) {
            return;
        }
        int asked = round;
        guard.run(() -> api.unregister(serviceId, instanceId, guard.answer(result -> {
            if (asked == round && done != null) {
                report(result);
                end();
            }
        })));
    }

    boolean isUnderWay() {
        return done != null;
    }

    /** Without calling anybody. */
    void close() {
        done = null;
        timer.release();
    }

    private void report(Result<Boolean> unregistered) {
        switch (unregistered) {
            case Ok<Boolean> _ -> log.info("instance {} unregistered", instanceId);
            case Refused<Boolean>(ErrorAnswer refusal)
            when refusal.isUnknownInstance() -> log.info("instance {} was no longer registered", instanceId);
            case Refused<Boolean>(ErrorAnswer refusal) -> leftBehind(refusal.told());
            case NoAnswer<Boolean>(String cause) -> leftBehind(cause);
        }
    }

    private void leftBehind(String cause) {
        log.warn(
                "instance {} can't be unregistered: {}; callers notice by refused connections, and when its lease ends",
                instanceId,
                cause);
    }

    private void onTimeout() {
        leftBehind("no answer of the registry within " + timeoutNanos / 1_000_000 + " ms");
        end();
    }

    private void end() {
        timer.clear();
        Runnable over = done;
        done = null;
        if (over != null) {
            over.run();
        }
    }
}
