package io.mesher.registry.client.call;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallListener;
import io.mesher.net.client.CallRequest;
import io.mesher.net.client.CallResponse;
import io.mesher.net.client.Caller;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends a call to one address after the other until one can tell. The call ends once, also when a defect interrupts it: whoever
 * made it waits for that.
 */
public final class Failover {
    /** Less isn't worth a try. */
    private static final long MIN_NANOS = 50_000_000;

    /** The cause of an answer that a defect has cost. */
    public static final String DEFECT = "a defect in Mesher, which its log describes";

    private final Timing timing;
    private final Caller caller;
    private final Reachability reachability;
    private final String fields;

    /** @param fields sent with every call, as lines */
    public Failover(Timing timing, Caller caller, Reachability reachability, String fields) {
        this.timing = timing;
        this.caller = caller;
        this.reachability = reachability;
        this.fields = fields;
    }

    /**
     * @param authorization a further field line, or empty
     * @param deadline for all tries together, as {@link Timing#now}
     * @param done hears once, and never before this returns
     */
    void send(ApiCall call, String authorization, long deadline, Consumer<CallOutcome> done) {
        new Tries(call, authorization, deadline, done).begin();
    }

    /** The fields of a call, as lines. */
    String fields(String consumerId, String authorization) {
        String consumer = consumerId.isEmpty() ? "" : "X-ConsumerId: " + consumerId + "\r\n";
        return fields + consumer + authorization;
    }

    private final class Tries implements CallListener {
        private final ApiCall call;
        private final String authorization;
        private final long deadline;
        private final Consumer<CallOutcome> done;
        private final List<Endpoint> candidates = reachability.pool().candidates();
        private final DefectGuard guard = new DefectGuard(timing, this::onDefect);
        private int at = -1;
        private boolean ended;

        Tries(ApiCall call, String authorization, long deadline, Consumer<CallOutcome> done) {
            this.call = call;
            this.authorization = authorization;
            this.deadline = deadline;
            this.done = done;
        }

        void begin() {
            guard.run(this::next);
        }

        private void onDefect() {
            if (!ended) {
                ended = true;
                timing.execute(() -> done.accept(new CallOutcome.NoAnswer(DEFECT)));
            }
        }

        private void end(CallOutcome outcome) {
            if (!ended) {
                ended = true;
                done.accept(outcome);
            }
        }

        /** Shares the time that is left among the addresses that are left, so that one that hangs doesn't use it up. */
        private void next() {
            at++;
            long nanos = Math.max(MIN_NANOS, (deadline - timing.now()) / (candidates.size() - at));
            Endpoint address = candidates.get(at);
            caller.call(
                    new CallRequest(
                            address.host(),
                            address.port(),
                            call.method(),
                            call.target(),
                            fields(call.consumerId(), authorization),
                            call.body(),
                            Duration.ofNanos(nanos)),
                    this);
        }

        private boolean canGoOn() {
            return at + 1 < candidates.size() && deadline - timing.now() >= MIN_NANOS;
        }

        @Override
        public void onResponse(CallResponse response) {
            guard.run(() -> answered(response));
        }

        @Override
        public void onFailure(CallFailure failure) {
            guard.run(() -> failed(failure));
        }

        private void answered(CallResponse response) {
            Endpoint address = candidates.get(at);
            if (isUnavailable(response)) {
                reachability.failed(address, "it answers " + response.status() + ", it isn't available");
            } else {
                reachability.answered(address);
            }
            if (response.status() >= 500 && canGoOn()) {
                next();
            } else {
                end(new CallOutcome.Answer(address, response));
            }
        }

        private void failed(CallFailure failure) {
            Endpoint address = candidates.get(at);
            if (failure instanceof CallFailure.TooLarge) {
                reachability.answered(address);
                end(new CallOutcome.Unreadable(address, failure.cause()));
                return;
            }
            reachability.failed(address, failure.cause());
            if (canGoOn()) {
                next();
            } else {
                end(new CallOutcome.NoAnswer("registry at " + address + ": " + failure.cause()));
            }
        }
    }

    /** A gateway without a registry behind it, or a registry without its store: another address may do better. */
    private static boolean isUnavailable(CallResponse response) {
        int status = response.status();
        return (status >= 502 && status <= 504) || (status >= 500 && isUnavailable(response.body()));
    }

    private static boolean isUnavailable(byte[] body) {
        try {
            return JsonReader.document(body, ErrorDocument::read).errorCode().equals(ErrorCode.UNAVAILABLE.text());
        } catch (BadJson _) {
            return false;
        }
    }
}
