package io.mesher.control.explain;

import io.mesher.core.telemetry.explain.Decision;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks all loops for their decisions, and waits for them for a bounded time. Of one loop, on which it began. */
final class Gathering {
    /** Far beyond any event; who is later is stuck, which the answer tells. */
    static final long LONGEST_NANOS = 1_000_000_000L;

    /**
     * What came.
     *
     * @param decisions the latest first
     * @param silent loops that didn't answer in time
     */
    record Result(List<Decision> decisions, Set<String> silent) {}

    private final EventLoop loop;
    private final int limit;
    private final Consumer<Result> listener;
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<String> awaited = new LinkedHashSet<>();
    private final Timer timer;
    private boolean done;

    private Gathering(EventLoop loop, int limit, Consumer<Result> listener) {
        this.loop = loop;
        this.limit = limit;
        this.listener = listener;
        this.timer = loop.timer(this::finish);
    }

    static void begin(EventLoop loop, List<ExplainSource> sources, DecisionFilter filter, Consumer<Result> listener) {
        Gathering gathering = new Gathering(loop, filter.limit(), listener);
        sources.forEach(source -> gathering.awaited.add(source.name()));
        gathering.timer.set(LONGEST_NANOS);
        if (sources.isEmpty()) {
            gathering.finish();
        }
        for (ExplainSource source : sources) {
            source.loop().execute(() -> {
                List<Decision> copies = new ArrayList<>();
                source.log().copy(filter, filter.limit(), copies);
                gathering.loop.execute(() -> gathering.came(source.name(), copies));
            });
        }
    }

    private void came(String name, List<Decision> copies) {
        if (!done) {
            decisions.addAll(copies);
            awaited.remove(name);
            if (awaited.isEmpty()) {
                finish();
            }
        }
    }

    private void finish() {
        if (done) {
            return;
        }
        done = true;
        timer.release();
        decisions.sort(Comparator.comparingLong((Decision each) -> each.end().endedAt())
                .reversed());
        List<Decision> latest = decisions.size() > limit ? decisions.subList(0, limit) : decisions;
        listener.accept(new Result(latest, awaited));
    }
}
