package io.mesher.registry.client.find;

import io.mesher.base.retry.Backoff;
import io.mesher.core.catalog.SourceIndex;
import io.mesher.registry.client.call.ErrorAdvice;
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
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link SourceIndex} by asking for the registry's whole content now and then; what it had stays when it can't. */
public final class Sources implements SourceIndex {
    private static final Logger log = LoggerFactory.getLogger(Sources.class);

    private final RegistrationApi api;
    private final Duration interval;
    private final RandomGenerator random;
    private final DefectGuard guard;
    private final Alarm timer;
    private boolean closed;
    private String complaint = "";
    private volatile Map<String, String> services = Map.of();

    public Sources(Timing timing, RegistrationApi api, Duration interval, RandomGenerator random) {
        this.api = api;
        this.interval = interval;
        this.random = random;
        this.guard = new DefectGuard(timing, this::schedule);
        this.timer = timing.timer(this::ask);
    }

    @Override
    public @Nullable String serviceAt(String address) {
        return services.get(address);
    }

    public void start() {
        ask();
    }

    private void schedule() {
        if (!closed) {
            timer.set(Backoff.jittered(interval.toNanos(), random));
        }
    }

    public void close() {
        closed = true;
        timer.release();
    }

    private void ask() {
        guard.run(() -> api.sources(guard.answer(this::onSources)));
    }

    private void onSources(Result<Map<String, String>> result) {
        switch (result) {
            case Ok<Map<String, String>>(Map<String, String> found) -> services = found;
            case Refused<Map<String, String>>(ErrorAnswer refusal) ->
                complain(
                        ErrorAdvice.message("read the callers' addresses (servicecomb.registry.autoIPIndex)", refusal));
            case NoAnswer<Map<String, String>> _ -> {
                // Reachability has told.
            }
        }
        schedule();
    }

    private void complain(String message) {
        if (!message.equals(complaint)) {
            complaint = message;
            log.warn("{}", message);
        }
    }
}
