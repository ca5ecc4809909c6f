package io.mesher.core.balance;

import io.mesher.core.config.BalancePolicy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The choice of an instance: of all, since all are well, and past one that is ejected, which looks at each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BalancerBenchmark {
    @Param({"10", "1000"})
    private int instances;

    @Param({"ROUND_ROBIN", "LEAST_REQUEST", "PEAK_EWMA"})
    private BalancePolicy.Strategy strategy;

    private Pool well = new Pool();
    private Pool oneEjected = new Pool();

    @Setup
    public void prepare() {
        well = pool();
        oneEjected = pool();
        oneEjected.fail(oneEjected.candidate(0), oneEjected.ejection.consecutiveFailures());
    }

    private Pool pool() {
        Pool pool = Pool.of(instances).strategy(strategy);
        for (int i = 0; i < instances; i++) {
            pool.candidate(i).responded((1 + i % 7) * Pool.MILLI, pool.now);
        }
        return pool;
    }

    @Benchmark
    public @Nullable Candidate allWell() {
        return well.pick();
    }

    @Benchmark
    public @Nullable Candidate oneEjected() {
        return oneEjected.pick();
    }
}
