package io.mesher.registry.client.call;

import io.mesher.registry.client.loop.Timing;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls to the registry, with the log-in where one is needed. */
public final class RegistryCalls {
    private final Timing timing;
    private final Failover failover;
    private final TokenKeeper tokens;

    public RegistryCalls(Timing timing, Failover failover, TokenKeeper tokens) {
        this.timing = timing;
        this.failover = failover;
        this.tokens = tokens;
    }

    /**
     * @param reading makes of an outcome what it means
     * @param done hears once, and never before this returns
     */
    public <T> void send(ApiCall call, long timeoutNanos, Function<CallOutcome, T> reading, Consumer<T> done) {
        send(call, timing.now() + timeoutNanos, true, outcome -> done.accept(read(outcome, reading)));
    }

    /** A defect in the reading of an answer is worth no answer: whoever asked waits for one. */
    private <T> T read(CallOutcome outcome, Function<CallOutcome, T> reading) {
        try {
            return reading.apply(outcome);
        } catch (RuntimeException | StackOverflowError | LinkageError defect) {
            timing.reportDefect(defect);
            return reading.apply(new CallOutcome.NoAnswer(Failover.DEFECT));
        }
    }

    private void send(ApiCall call, long deadline, boolean mayRenew, Consumer<CallOutcome> done) {
        tokens.admit(admission -> {
            switch (admission.kind()) {
                case GRANTED -> send(call, deadline, mayRenew, admission.authorization(), done);
                case DENIED -> timing.execute(() -> done.accept(new CallOutcome.Denied(admission.cause())));
                case NO_ANSWER -> timing.execute(() -> done.accept(new CallOutcome.NoAnswer(admission.cause())));
            }
        });
    }

    private void send(ApiCall call, long deadline, boolean mayRenew, String authorization, Consumer<CallOutcome> done) {
        failover.send(call, authorization, deadline, outcome -> {
            if (mayRenew && isUnauthorized(outcome) && tokens.refused(authorization)) {
                send(call, deadline, false, done);
            } else {
                done.accept(outcome);
            }
        });
    }

    private static boolean isUnauthorized(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Answer answer && answer.response().status() == 401;
    }
}
