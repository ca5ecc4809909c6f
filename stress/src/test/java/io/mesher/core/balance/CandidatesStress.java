package io.mesher.core.balance;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.EjectionPolicy;
import java.time.Duration;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Two event loops learn something of instances of the same service. */
final class CandidatesStress {
    private static final EjectionPolicy POLICY =
            new EjectionPolicy(true, 1, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
    private static final long OVER = Duration.ofSeconds(30).toNanos();

    private static final Instance A = new Instance("a", "1.0.0", new Endpoint("127.0.0.1", 1));
    private static final Instance B = new Instance("b", "1.0.0", new Endpoint("127.0.0.1", 2));

    private CandidatesStress() {}

    private static boolean fail(Candidates of, Candidate candidate) {
        return of.failed(candidate, Failing.CONNECT, POLICY, 0);
    }

    /** What the counters say less what candidates say: 0 when all places are accounted for. */
    private static int astray(Candidates of) {
        int ejected = 0;
        int unhealthy = 0;
        for (Candidate candidate : of.all()) {
            ejected += candidate.standing().isEjected() ? 1 : 0;
            unhealthy += candidate.standing().isUnhealthy() ? 1 : 0;
        }
        return Math.abs(of.ejected() - ejected) + Math.abs(of.unhealthy() - unhealthy);
    }

    @JCStressTest
    @Outcome(id = "true, false, 1, 0", expect = ACCEPTABLE, desc = "The first failure ejected it.")
    @Outcome(id = "false, true, 1, 0", expect = ACCEPTABLE, desc = "The second failure ejected it.")
    @Outcome(expect = FORBIDDEN, desc = "It was ejected twice or not at all, or a place is lost.")
    @State
    public static class EjectsInstanceOnce {
        private final Candidates candidates = new Candidates();
        private final Candidate a = candidates.of(A);

        public EjectsInstanceOnce() {
            candidates.of(B);
        }

        @Actor
        public void one(LLLL_Result result) {
            result.r1 = fail(candidates, a);
        }

        @Actor
        public void two(LLLL_Result result) {
            result.r2 = fail(candidates, a);
        }

        @Arbiter
        public void end(LLLL_Result result) {
            result.r3 = (int) candidates.ejections();
            result.r4 = astray(candidates);
        }
    }

    /** Half of two may be ejected. */
    @JCStressTest
    @Outcome(id = "true, false, 1, 0", expect = ACCEPTABLE, desc = "The first instance was ejected.")
    @Outcome(id = "false, true, 1, 0", expect = ACCEPTABLE, desc = "The second instance was ejected.")
    @Outcome(expect = FORBIDDEN, desc = "Both were ejected, so that nobody is left, or a place is lost.")
    @State
    public static class EjectsNoMoreThanAllowed {
        private final Candidates candidates = new Candidates();
        private final Candidate a = candidates.of(A);
        private final Candidate b = candidates.of(B);

        @Actor
        public void one(LLLL_Result result) {
            result.r1 = fail(candidates, a);
        }

        @Actor
        public void two(LLLL_Result result) {
            result.r2 = fail(candidates, b);
        }

        @Arbiter
        public void end(LLLL_Result result) {
            result.r3 = candidates.ejected();
            result.r4 = astray(candidates);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The first request is the probe.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The second request is the probe.")
    @Outcome(expect = FORBIDDEN, desc = "Two probes at once, or none.")
    @State
    public static class ProbesByOneRequest {
        private final Candidates candidates = new Candidates();
        private final Candidate a = candidates.of(A);

        public ProbesByOneRequest() {
            candidates.of(B);
            fail(candidates, a);
        }

        @Actor
        public void one(ZZ_Result result) {
            result.r1 = a.takeProbe(true, OVER);
        }

        @Actor
        public void two(ZZ_Result result) {
            result.r2 = a.takeProbe(true, OVER);
        }
    }

    /** The health check's word and an ejection meet. */
    @JCStressTest
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Unhealthy, and no place of ejected ones taken.")
    @Outcome(expect = FORBIDDEN, desc = "An ejection replaced the health check's word, or a place is lost.")
    @State
    public static class HealthReplacesEjection {
        private final Candidates candidates = new Candidates();
        private final Candidate a = candidates.of(A);

        public HealthReplacesEjection() {
            candidates.of(B);
        }

        @Actor
        public void fails() {
            fail(candidates, a);
        }

        @Actor
        public void isUnhealthy() {
            candidates.health(a, false, "down");
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = candidates.ejected();
            result.r2 = candidates.unhealthy();
            result.r3 = astray(candidates);
        }
    }

    /** The instance leaves the catalog while a request to it fails: nobody would free its place later. */
    @JCStressTest
    @Outcome(id = "1, 0, 0, 0", expect = ACCEPTABLE, desc = "The instance is gone, and all places are free.")
    @Outcome(expect = FORBIDDEN, desc = "An instance that is gone keeps a place.")
    @State
    public static class GoneKeepsNoPlace {
        private final Candidates candidates = new Candidates();
        private final Candidate a = candidates.of(A);

        public GoneKeepsNoPlace() {
            candidates.of(B);
        }

        @Actor
        public void fails() {
            fail(candidates, a);
        }

        @Actor
        public void leaves() {
            candidates.retain(List.of(B), 0);
        }

        @Arbiter
        public void end(IIII_Result result) {
            result.r1 = candidates.all().size();
            result.r2 = candidates.ejected();
            result.r3 = candidates.unhealthy();
            result.r4 = astray(candidates);
        }
    }

    /** Two loops meet a new instance: its load and failures must be counted in one place. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Both loops have the same one.")
    @Outcome(expect = FORBIDDEN, desc = "Each loop has its own.")
    @State
    public static class MeetsInstanceOnce {
        private final Candidates candidates = new Candidates();
        private Candidate one;
        private Candidate two;

        @Actor
        public void one() {
            one = candidates.of(A);
        }

        @Actor
        public void two() {
            two = candidates.of(A);
        }

        @Arbiter
        public void end(Z_Result result) {
            result.r1 = one == two;
        }
    }
}
