package io.mesher.core.route;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The search for the rule of a request, which only the last rule matches. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ServiceRoutesBenchmark {
    @Param({"1", "1000"})
    private int rules;

    private final FakeRequest request = new FakeRequest().path("/v1/accounts/4711/payments");
    private ServiceRoutes byField = ServiceRoutes.NONE;
    private ServiceRoutes byPath = ServiceRoutes.NONE;

    @Setup
    public void prepare() {
        request.field("x-tenant", "tenant-" + rules);
        byField = routes(i -> condition(Condition.Part.FIELD, "x-tenant", TextTest.Operator.EXACT, "tenant-" + i));
        byPath = routes(i -> condition(
                Condition.Part.PATH, "", TextTest.Operator.PREFIX, i == rules ? "/v1/accounts/" : "/v1/other-" + i));
    }

    private ServiceRoutes routes(IntFunction<RequestMatch> match) {
        List<WeightedSubset> all = List.of(new WeightedSubset(100, Subset.LATEST));
        return new ServiceRoutes(
                IntStream.rangeClosed(1, rules)
                        .mapToObj(i -> new RouteRule(1, match.apply(i), all, "a file"))
                        .toList(),
                List.of());
    }

    private static Condition condition(Condition.Part part, String name, TextTest.Operator operator, String operand) {
        return new Condition(part, name, List.of(TextTest.of(operator, operand, false)), false);
    }

    @Benchmark
    public @Nullable RouteRule byField() {
        return byField.rule(request);
    }

    @Benchmark
    public @Nullable RouteRule byPath() {
        return byPath.rule(request);
    }
}
