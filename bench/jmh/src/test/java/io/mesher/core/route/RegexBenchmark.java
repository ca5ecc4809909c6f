package io.mesher.core.route;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A path against regular expressions as rules have them, one that matches and one that doesn't. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegexBenchmark {
    @Param({"^/v1/accounts/[0-9]+/payments$", "(gold|silver|bronze)-[a-z]{3,8}"})
    private String pattern;

    private Regex regex = Regex.of("", false);

    @Setup
    public void prepare() {
        regex = Regex.of(pattern, false);
    }

    @Benchmark
    public boolean find() {
        return regex.find("/v1/accounts/4711/payments");
    }
}
