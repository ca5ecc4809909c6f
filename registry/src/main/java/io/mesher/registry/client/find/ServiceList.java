package io.mesher.registry.client.find;

import io.mesher.base.text.AsciiCase;
import io.mesher.core.catalog.SimilarNames;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.call.FindApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of all registered services, as the registry last listed them. It is asked only when somebody wants the list, and once
 * for all who wait. Event loop only.
 */
public final class ServiceList {
    /** After a failure. A registry may also refuse the list to Mesher's account for good. */
    static final Duration ASKED_AGAIN = Duration.ofSeconds(5);

    private final Timing timing;
    private final FindApi api;
    private final Discovery discovery;
    private final long freshNanos;
    private final long timeoutNanos;
    private final DefectGuard reporting;
    private final DefectGuard ending;
    private final List<Runnable> waiting = new ArrayList<>();
    /** By application and the name in lower case. */
    private Map<ServiceName, List<String>> listed = Map.of();

    private boolean asking;
    private boolean answered;
    private boolean failed;
    private long askedAt;

    /** @param fresh how long an answer counts */
    public ServiceList(Timing timing, FindApi api, Discovery discovery, Duration fresh, long timeoutNanos) {
        this.timing = timing;
        this.api = api;
        this.discovery = discovery;
        this.freshNanos = fresh.toNanos();
        this.timeoutNanos = timeoutNanos;
        this.reporting = DefectGuard.reporting(timing);
        this.ending = new DefectGuard(timing, this::onFailure);
    }

    /** Calls once: now if the list is fresh, or when the registry has answered, or has failed to. */
    void whenFresh(Runnable done) {
        whenYounger(freshNanos, done);
    }

    /** As {@link #whenFresh}, but for who asks at each refresh. */
    void whenRefreshed(Runnable done) {
        whenYounger(freshNanos / 2, done);
    }

    private void whenYounger(long nanos, Runnable done) {
        long age = timing.now() - askedAt;
        if (!asking && answered && age < (failed ? Math.min(nanos, ASKED_AGAIN.toNanos()) : nanos)) {
            done.run();
            return;
        }
        waiting.add(done);
        if (!asking) {
            asking = true;
            askedAt = timing.now();
            ending.run(() -> api.names(discovery.consumerId(), timeoutNanos, ending.answer(this::onAnswer)));
        }
    }

    private void onAnswer(Result<Set<ServiceName>> answer) {
        if (answer instanceof Result.Ok<Set<ServiceName>>(Set<ServiceName> names)) {
            Map<ServiceName, List<String>> byLower = new HashMap<>();
            for (ServiceName name : names) {
                byLower.computeIfAbsent(lower(name), _ -> new ArrayList<>(1)).add(name.name());
            }
            listed = byLower;
            end(false);
        } else {
            onFailure();
        }
    }

    /** What was listed before stays. */
    private void onFailure() {
        end(true);
    }

    private void end(boolean hasFailed) {
        asking = false;
        answered = true;
        failed = hasFailed;
        List<Runnable> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(reporting::run);
    }

    /** Whether the registry's last answer was a list. */
    boolean isCurrent() {
        return answered && !failed;
    }

    /** Whether a service of any application has exactly this name. */
    boolean has(String name) {
        String lower = AsciiCase.lower(name);
        for (Map.Entry<ServiceName, List<String>> entry : listed.entrySet()) {
            if (entry.getKey().name().equals(lower) && entry.getValue().contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Names of the same application that are equal but for ASCII case, or wholly. */
    List<String> spellings(ServiceName name) {
        return listed.getOrDefault(lower(name), List.of());
    }

    void addNames(String app, SimilarNames to) {
        listed.forEach((lower, names) -> {
            if (lower.app().equals(app)) {
                names.forEach(to::consider);
            }
        });
    }

    private static ServiceName lower(ServiceName name) {
        return new ServiceName(name.app(), AsciiCase.lower(name.name()));
    }
}
