package io.mesher.registry.client;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallListener;
import io.mesher.net.client.CallRequest;
import io.mesher.net.client.CallResponse;
import io.mesher.net.client.Caller;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sends a call to one address after the other until one can tell. */
final class Failover {
    /** Less isn't worth a try. */
    private static final long MIN_NANOS = 50_000_000;

    private final Timing timing;
    private final Caller caller;
    private final Reachability reachability;
    private final String fields;

    /** @param fields sent with every call, as lines */
    Failover(Timing timing, Caller caller, Reachability reachability, String fields) {
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
    void send(ApiCall call, String authorization, long deadline, Consumer<Outcome> done) {
        new Tries(call, authorization, deadline, done).next();
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
        private final Consumer<Outcome> done;
        private final List<Endpoint> candidates = reachability.pool().candidates();
        private int at = -1;

        Tries(ApiCall call, String authorization, long deadline, Consumer<Outcome> done) {
            this.call = call;
            this.authorization = authorization;
            this.deadline = deadline;
            this.done = done;
        }

        /** Shares the time that is left among the addresses that are left, so that one that hangs doesn't use it up. */
        void next() {
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
            Endpoint address = candidates.get(at);
            if (isUnavailable(response)) {
                reachability.failed(address, "it answers " + response.status() + ", it isn't available");
            } else {
                reachability.answered(address);
            }
            if (response.status() >= 500 && canGoOn()) {
                next();
            } else {
                done.accept(new Outcome.Answer(address, response));
            }
        }

        @Override
        public void onFailure(CallFailure failure) {
            Endpoint address = candidates.get(at);
            if (failure instanceof CallFailure.TooLarge) {
                reachability.answered(address);
                done.accept(new Outcome.Unreadable(address, failure.cause()));
                return;
            }
            reachability.failed(address, failure.cause());
            if (canGoOn()) {
                next();
            } else {
                done.accept(new Outcome.NoAnswer("registry at " + address + ": " + failure.cause()));
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
