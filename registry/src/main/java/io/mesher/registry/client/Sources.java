package io.mesher.registry.client;

import io.mesher.base.retry.Backoff;
import io.mesher.registry.client.Result.NoAnswer;
import io.mesher.registry.client.Result.Ok;
import io.mesher.registry.client.Result.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link SourceIndex} by asking for the registry's whole content now and then; what it had stays when it can't. */
final class Sources implements SourceIndex {
    private static final Logger log = LoggerFactory.getLogger(Sources.class);

    private final RegistryApi api;
    private final Duration interval;
    private final RandomGenerator random;
    private final Alarm timer;
    private boolean closed;
    private String complaint = "";
    private volatile Map<String, String> services = Map.of();

    Sources(Timing timing, RegistryApi api, Duration interval, RandomGenerator random) {
        this.api = api;
        this.interval = interval;
        this.random = random;
        this.timer = timing.timer(this::ask);
    }

    @Override
    public @Nullable String serviceAt(String address) {
        return services.get(address);
    }

    void start() {
        ask();
    }

    void close() {
        closed = true;
        timer.release();
    }

    private void ask() {
        api.sources(result -> {
            switch (result) {
                case Ok<Map<String, String>>(Map<String, String> found) -> services = found;
                case Refused<Map<String, String>>(Refusal refusal) ->
                    complain(ErrorAdvice.message(
                            "read the callers' addresses (servicecomb.registry.autoIPIndex)", refusal));
                case NoAnswer<Map<String, String>> _ -> {
                    // Reachability has told.
                }
            }
            if (!closed) {
                timer.set(Backoff.jittered(interval.toNanos(), random));
            }
        });
    }

    private void complain(String message) {
        if (!message.equals(complaint)) {
            complaint = message;
            log.warn("{}", message);
        }
    }
}
