package io.mesher.registry.client;

import io.mesher.registry.client.Tokens.Admission;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls to the registry, with the log-in where one is needed. */
final class RegistryCalls {
    private final Timing timing;
    private final Failover failover;
    private final Tokens tokens;

    RegistryCalls(Timing timing, Failover failover, Tokens tokens) {
        this.timing = timing;
        this.failover = failover;
        this.tokens = tokens;
    }

    /**
     * @param reading makes of an outcome what it means
     * @param done hears once, and never before this returns
     */
    <T> void send(ApiCall call, long timeoutNanos, Function<Outcome, T> reading, Consumer<T> done) {
        send(call, timing.now() + timeoutNanos, true, outcome -> done.accept(read(outcome, reading)));
    }

    /** A defect in the reading of an answer is worth no answer: whoever asked waits for one. */
    private <T> T read(Outcome outcome, Function<Outcome, T> reading) {
        try {
            return reading.apply(outcome);
        } catch (RuntimeException | StackOverflowError | LinkageError defect) {
            timing.reportDefect(defect);
            return reading.apply(new Outcome.NoAnswer(Failover.DEFECT));
        }
    }

    private void send(ApiCall call, long deadline, boolean mayRenew, Consumer<Outcome> done) {
        tokens.admit(admission -> {
            // No switch over the types, here and wherever else a start's first call passes: it is linked at its first
            // use,
            // which costs the start 10 ms for the first one and 1 ms for each further.
            if (admission instanceof Admission.Granted(String authorization)) {
                failover.send(call, authorization, deadline, outcome -> {
                    if (mayRenew && isUnauthorized(outcome) && tokens.refused(authorization)) {
                        send(call, deadline, false, done);
                    } else {
                        done.accept(outcome);
                    }
                });
            } else if (admission instanceof Admission.Denied(String cause)) {
                timing.execute(() -> done.accept(new Outcome.Denied(cause)));
            } else if (admission instanceof Admission.NoAnswer(String cause)) {
                timing.execute(() -> done.accept(new Outcome.NoAnswer(cause)));
            }
        });
    }

    private static boolean isUnauthorized(Outcome outcome) {
        return outcome instanceof Outcome.Answer answer && answer.response().status() == 401;
    }
}
