package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Balancer;
import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.CandidateList;
import io.mesher.core.balance.Candidates;
import io.mesher.core.balance.Failing;
import io.mesher.core.balance.Tried;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.Zone;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Decisions as requests leave them. */
final class Decisions {
    static final long MILLI = 1_000_000;

    private static final List<Instance> INSTANCES = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> new Instance("id" + i, "1.2.0", new Endpoint("10.0.0." + i, 80)))
            .toList();

    private Decisions() {}

    static Decision empty() {
        return new Decision();
    }

    static void line(Decision decision, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        decision.request().append(bytes, 0, bytes.length);
    }

    /** By the second of two rules; one instance is ejected, another refuses, the third answers. */
    static Decision retried() {
        Subset subset = new Subset("1.2.0", "", Map.of("stage", "test"));
        Decision decision = new Decision();
        decision.request().begin(Direction.OUTGOING);
        line(decision, "GET http://server/x?y=1");
        decision.request().source("client");
        decision.request().trace(0, 0xabcL);
        decision.routing().destination("server");
        decision.routing().service(new Microservice("server", INSTANCES));
        decision.routing()
                .rule(
                        new RouteRule(
                                1,
                                new CallerIs("client", Map.of()),
                                List.of(new WeightedSubset(100, subset)),
                                "router.yaml:14"),
                        2,
                        2);
        decision.routing().subset(subset);
        decision.routing().policy(ServicePolicy.DEFAULT);
        decision.routing().gate(Gate.ALLOWED);
        picks(decision);
        decision.end().ended(1_700_000_000_123L, 200, "", 12_400_000);
        decision.end().split(spent(0, 1_300_000, 11 * MILLI, 48_000));
        return decision;
    }

    private static void picks(Decision decision) {
        Candidates candidates = new Candidates();
        CandidateList list = new CandidateList(candidates, INSTANCES, BalancePolicy.DEFAULT, Zone.UNKNOWN, 0, 0);
        for (int i = 0; i < 5; i++) {
            candidates.failed(list.get(2), Failing.TIMEOUT, EjectionPolicy.DEFAULT, 0);
        }
        Balancer balancer = new Balancer(BalancePolicy.DEFAULT, -1, new SplittableRandom(1), () -> 0);
        Tried tried = new Tried();
        Candidate first = balancer.pick(list, tried, true, null, MILLI, decision.pick(0));
        tried.add(first);
        decision.attempt(0, first.instance(), 0, -1, 1_200_000, false);
        decision.outcome(0, 0, Failing.CONNECT);
        Candidate second = balancer.pick(list, tried, true, null, MILLI, decision.pick(1));
        decision.attempt(1, second.instance(), 1_200_000, 1_300_000, 12_300_000, true);
        decision.outcome(1, 200, null);
    }

    private static TimeSplit spent(long lookup, long waited, long upstream, long own) {
        TimeSplit times = new TimeSplit();
        times.begin(0);
        times.turnTo(Part.LOOKUP, own);
        times.turnTo(Part.WAIT, own + lookup);
        times.turnTo(Part.UPLOAD, own + lookup + waited);
        times.turnTo(Part.UPSTREAM, own + lookup + waited + 20_000);
        times.turnTo(Part.DOWNLOAD, own + lookup + waited + 20_000 + upstream);
        times.turnTo(Part.OWN, own + lookup + waited + 20_000 + upstream + 30_000);
        return times;
    }

    static Decision unknown() {
        Decision decision = new Decision();
        line(decision, "POST http://nobody/");
        decision.end().ended(1_700_000_000_123L, 404, "service.unknown", 200_000_000);
        decision.end().split(spent(199_900_000, 0, 0, 100_000));
        return decision;
    }
}
