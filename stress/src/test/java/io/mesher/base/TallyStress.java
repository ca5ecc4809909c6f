package io.mesher.base;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** One thread counts while another one reads. */
final class TallyStress {
    private TallyStress() {}

    /** JLS 17.7: a plain long may be written in two halves. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The old number.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The new number.")
    @Outcome(expect = FORBIDDEN, desc = "Half of the one and half of the other.")
    @State
    public static class TearsNoNumber {
        private final Tally tally = new Tally(1);

        @Actor
        public void count() {
            tally.add(0, -1);
        }

        @Actor
        public void read(J_Result result) {
            result.r1 = tally.get(0);
        }
    }

    /** Else a counter would seem to have begun anew. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "0, 2", "1, 1", "1, 2", "2, 2"},
            expect = ACCEPTABLE,
            desc = "What is read second isn't older.")
    @Outcome(expect = FORBIDDEN, desc = "A counter went down.")
    @State
    public static class NeverGoesDown {
        private final Tally tally = new Tally(1);

        @Actor
        public void count() {
            tally.add(0, 1);
            tally.add(0, 1);
        }

        @Actor
        public void read(JJ_Result result) {
            result.r1 = tally.get(0);
            result.r2 = tally.get(0);
        }
    }
}
