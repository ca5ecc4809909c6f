package io.mesher.app;

import io.mesher.control.metrics.ListenerCounts;
import io.mesher.control.metrics.LoopTurns;
import io.mesher.control.metrics.PoolCounts;
import io.mesher.net.listen.ConnectionEvent;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.loop.LoopTimes;
import io.mesher.net.pool.PoolCounters;
import io.mesher.net.pool.PoolCounters.Count;
import io.mesher.proxy.UpstreamPools;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine counts, as metrics have it. Any thread. */
final class MetricFamilies {
    private MetricFamilies() {}

    static List<ListenerCounts> listeners(Listeners listeners) {
        List<ListenerCounts> counts = new ArrayList<>();
        add(counts, "outgoing", listeners.outgoing());
        add(counts, "incoming", listeners.incoming());
        add(counts, "admin", listeners.admin());
        return counts;
    }

    private static void add(List<ListenerCounts> to, String name, @Nullable TcpListener listener) {
        if (listener != null) {
            long open = listener.count(ConnectionEvent.ACCEPTED);
            for (ConnectionEvent event : ConnectionEvent.values()) {
                if (event != ConnectionEvent.ACCEPTED && event != ConnectionEvent.REFUSED) {
                    open -= listener.count(event);
                }
            }
            to.add(new ListenerCounts(
                    name,
                    Math.max(0, open),
                    listener.count(ConnectionEvent.ACCEPTED),
                    listener.count(ConnectionEvent.REFUSED)));
        }
    }

    static PoolCounts pools(List<UpstreamPools> pools) {
        long[] now = new long[4];
        long[] sums = new long[Count.values().length];
        for (UpstreamPools of : pools) {
            PoolCounters counters = of.counters();
            now[0] += counters.open();
            now[1] += counters.idle();
            now[2] += counters.connecting();
            now[3] += counters.waiting();
            for (Count count : Count.values()) {
                sums[count.ordinal()] += counters.get(count);
            }
        }
        return new PoolCounts(
                now[0],
                now[1],
                now[2],
                now[3],
                sums[Count.OPENED.ordinal()],
                sums[Count.CONNECT_FAILED.ordinal()],
                sums[Count.CONNECT_TIMED_OUT.ordinal()],
                sums[Count.REUSED.ordinal()],
                sums[Count.REFUSED.ordinal()],
                sums[Count.REPLACED.ordinal()]);
    }

    /** A loop's name and its times. */
    record Turns(String name, LoopTimes times) implements LoopTurns {
        @Override
        public long busyNanos() {
            return times.busyNanos();
        }

        @Override
        public int buckets() {
            return LoopTimes.buckets();
        }

        @Override
        public long boundNanos(int bucket) {
            return LoopTimes.boundNanos(bucket);
        }

        @Override
        public long turns(int bucket) {
            return times.turns(bucket);
        }

        @Override
        public long delays(int bucket) {
            return times.delays(bucket);
        }

        @Override
        public long lateNanos() {
            return times.lateNanos();
        }
    }
}
