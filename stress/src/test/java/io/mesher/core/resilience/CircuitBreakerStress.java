package io.mesher.core.resilience;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mesher.core.config.BreakerPolicy;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two event loops ask the breaker of the same service, or report to it. */
final class CircuitBreakerStress {
    private static final BreakerPolicy POLICY = new BreakerPolicy(true, false, false, Duration.ofSeconds(15), 1, 50);
    private static final long DUE = Duration.ofSeconds(15).toNanos();

    private CircuitBreakerStress() {}

    private static CircuitBreaker failing() {
        CircuitBreaker breaker = new CircuitBreaker();
        breaker.ended(breaker.ask(POLICY, 0), true, POLICY, 0);
        return breaker;
    }

    private static CircuitBreaker open() {
        CircuitBreaker breaker = failing();
        breaker.ask(POLICY, 0);
        return breaker;
    }

    @JCStressTest
    @Outcome(id = "REFUSED, REFUSED, 1", expect = ACCEPTABLE, desc = "It opened once and refuses both calls.")
    @Outcome(expect = FORBIDDEN, desc = "A call was allowed, or the opening counted twice or never.")
    @State
    public static class OpensOnce {
        private final CircuitBreaker breaker = failing();

        @Actor
        public void one(LLI_Result result) {
            result.r1 = breaker.ask(POLICY, 0);
        }

        @Actor
        public void two(LLI_Result result) {
            result.r2 = breaker.ask(POLICY, 0);
        }

        @Arbiter
        public void end(LLI_Result result) {
            result.r3 = (int) breaker.opened();
        }
    }

    @JCStressTest
    @Outcome(id = "PROBE, REFUSED", expect = ACCEPTABLE, desc = "The first call is the probe.")
    @Outcome(id = "REFUSED, PROBE", expect = ACCEPTABLE, desc = "The second call is the probe.")
    @Outcome(expect = FORBIDDEN, desc = "Two probes at once, or none.")
    @State
    public static class LetsOneProbeThrough {
        private final CircuitBreaker breaker = open();

        @Actor
        public void one(LL_Result result) {
            result.r1 = breaker.ask(POLICY, DUE);
        }

        @Actor
        public void two(LL_Result result) {
            result.r2 = breaker.ask(POLICY, DUE);
        }
    }

    /** The probe ended well while another call is asked for. */
    @JCStressTest
    @Outcome(id = "ALLOWED, CLOSED", expect = ACCEPTABLE, desc = "The call came after the probe's end.")
    @Outcome(id = "REFUSED, CLOSED", expect = ACCEPTABLE, desc = "The call came before the probe's end.")
    @Outcome(expect = FORBIDDEN, desc = "A second probe, or a breaker that stays open after a good one.")
    @State
    public static class ClosesByGoodProbe {
        private final CircuitBreaker breaker = open();
        private final CircuitBreaker.Permit probe = breaker.ask(POLICY, DUE);

        @Actor
        public void probeEnds() {
            breaker.ended(probe, false, POLICY, DUE);
        }

        @Actor
        public void ask(LL_Result result) {
            result.r1 = breaker.ask(POLICY, DUE);
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r2 = breaker.state(POLICY);
        }
    }

    /** The probe's caller went away while another call is asked for, which may take its place. */
    @JCStressTest
    @Outcome(id = "PROBE, HALF_OPEN", expect = ACCEPTABLE, desc = "The call is the next probe.")
    @Outcome(id = "REFUSED, OPEN", expect = ACCEPTABLE, desc = "The call came before the probe was given up.")
    @Outcome(expect = FORBIDDEN, desc = "The new probe was given up instead of the old one, or the place is lost.")
    @State
    public static class GivesProbeUpOnce {
        private final CircuitBreaker breaker = open();
        private final CircuitBreaker.Permit probe = breaker.ask(POLICY, DUE);

        @Actor
        public void callerGoes() {
            breaker.abandoned(probe);
        }

        @Actor
        public void ask(LL_Result result) {
            result.r1 = breaker.ask(POLICY, DUE);
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r2 = breaker.state(POLICY);
        }
    }
}
