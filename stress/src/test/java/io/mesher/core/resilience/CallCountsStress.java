package io.mesher.core.resilience;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two event loops count calls in the same bucket. */
final class CallCountsStress {
    private static final long IN_TEN_SECONDS = CallCounts.BUCKETS * CallCounts.SECOND;

    private CallCountsStress() {}

    /** How many calls there are, found by asking for more and more; of calls that all failed. */
    private static int calls(CallCounts counts, long now) {
        int calls = 0;
        while (counts.isBad(calls + 1, 0, now)) {
            calls++;
        }
        return calls;
    }

    /** The share of failures in percent, found likewise. */
    private static int failed(CallCounts counts, long now) {
        int percent = 0;
        while (percent < 100 && counts.isBad(1, percent + 1, now)) {
            percent++;
        }
        return percent;
    }

    @JCStressTest
    @Outcome(id = "4, 50", expect = ACCEPTABLE, desc = "Both failures and both other calls.")
    @Outcome(expect = FORBIDDEN, desc = "A call or a failure was lost.")
    @State
    public static class LosesNoCall {
        private final CallCounts counts = new CallCounts(0);

        @Actor
        public void one() {
            counts.count(true, 0);
            counts.count(false, 0);
        }

        @Actor
        public void two() {
            counts.count(false, 0);
            counts.count(true, 0);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = calls(counts, 0);
            result.r2 = failed(counts, 0);
        }
    }

    /** What the bucket counted is ten seconds old; both loops find that out at the same moment. */
    @JCStressTest
    @Outcome(id = "2, 50", expect = ACCEPTABLE, desc = "The calls of the new second, and nothing else.")
    @Outcome(expect = FORBIDDEN, desc = "A call of the new second was lost, or an old call stayed.")
    @State
    public static class BeginsSecondOnce {
        private final CallCounts counts = new CallCounts(0);

        public BeginsSecondOnce() {
            counts.count(true, 0);
        }

        @Actor
        public void one() {
            counts.count(true, IN_TEN_SECONDS);
        }

        @Actor
        public void two() {
            counts.count(false, IN_TEN_SECONDS);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = calls(counts, IN_TEN_SECONDS);
            result.r2 = failed(counts, IN_TEN_SECONDS);
        }
    }

    /** The clock of one loop is ten seconds behind the clock of the other one. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The call of the new second alone.")
    @Outcome(expect = FORBIDDEN, desc = "The late call took the bucket back, or counts in a second that isn't its own.")
    @State
    public static class IgnoresWhoIsLate {
        private final CallCounts counts = new CallCounts(0);

        @Actor
        public void late() {
            counts.count(true, 0);
        }

        @Actor
        public void inTime() {
            counts.count(false, IN_TEN_SECONDS);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = calls(counts, IN_TEN_SECONDS);
            result.r2 = failed(counts, IN_TEN_SECONDS);
        }
    }
}
