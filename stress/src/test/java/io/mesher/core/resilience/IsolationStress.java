package io.mesher.core.resilience;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Calls of two event loops that want the same place. */
final class IsolationStress {
    private IsolationStress() {}

    @JCStressTest
    @Outcome(id = "true, false, 1, 1", expect = ACCEPTABLE, desc = "The first call has the place.")
    @Outcome(id = "false, true, 1, 1", expect = ACCEPTABLE, desc = "The second call has the place.")
    @Outcome(expect = FORBIDDEN, desc = "Both calls have the place, or none has, or a count is wrong.")
    @State
    public static class LastPlaceGoesToOne {
        private final Isolation isolation = new Isolation();

        @Actor
        public void one(LLLL_Result result) {
            result.r1 = isolation.enter(1);
        }

        @Actor
        public void two(LLLL_Result result) {
            result.r2 = isolation.enter(1);
        }

        @Arbiter
        public void end(LLLL_Result result) {
            result.r3 = isolation.underWay();
            result.r4 = (int) isolation.rejected();
        }
    }

    /** There are two places and never more than two calls, so that no refusal is right. */
    @JCStressTest
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE, desc = "Both calls found a place.")
    @Outcome(expect = FORBIDDEN, desc = "A call was refused without need, or a count is wrong.")
    @State
    public static class RefusesNobodyWithoutNeed {
        private final Isolation isolation = new Isolation();

        @Actor
        public void comesAndGoes(ZZI_Result result) {
            result.r1 = isolation.enter(2);
            isolation.leave();
        }

        @Actor
        public void comes(ZZI_Result result) {
            result.r2 = isolation.enter(2);
        }

        @Arbiter
        public void end(ZZI_Result result) {
            result.r3 = isolation.underWay();
        }
    }
}
