package io.mesher.core.telemetry.metrics;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mesher.core.telemetry.Direction;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two event loops use the table, or one of them does while it is swept. */
final class SeriesTableStress {
    private static final long MINUTE = 60_000_000_000L;
    private static final long EXPIRY = 10 * MINUTE;

    private SeriesTableStress() {}

    private static SeriesKey key(String destination) {
        return new SeriesKey(Direction.OUTGOING, "me", destination);
    }

    private static int requests(SeriesTable table) {
        int requests = 0;
        for (SeriesCounts counts : table.counts()) {
            for (SeriesCounts.Ended ended : counts.ended()) {
                requests += (int) ended.count();
            }
        }
        return requests;
    }

    /** Two requests on two loops, the first ones of their service. */
    @JCStressTest
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "One series with both requests.")
    @Outcome(expect = FORBIDDEN, desc = "A series twice, or a request lost.")
    @State
    public static class HasSeriesOnce {
        private final SeriesTable table = new SeriesTable(2, 4, EXPIRY, 0);

        @Actor
        public void one() {
            new RequestMeter(table, 0, key("server"), 0).record(200, "", 1, 0);
        }

        @Actor
        public void two() {
            new RequestMeter(table, 1, key("server"), 0).record(200, "", 1, 0);
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = table.size();
            result.r2 = requests(table);
            result.r3 = (int) table.folded();
        }
    }

    /** One place and two services: afterwards the count of places must be exact, or places would be lost for ever. */
    @JCStressTest
    @Outcome(
            id = "1, 2, 1",
            expect = ACCEPTABLE,
            desc = "One service has the place, the other one is counted among the others.")
    @Outcome(id = "0, 2, 2", expect = ACCEPTABLE, desc = "Each service saw the other's try.")
    @Outcome(expect = FORBIDDEN, desc = "More series than room, or a request lost.")
    @State
    public static class KeepsToItsRoom {
        private final SeriesTable table = new SeriesTable(2, 2, EXPIRY, 0);

        @Actor
        public void one() {
            new RequestMeter(table, 0, key("a"), 0).record(200, "", 1, 0);
        }

        @Actor
        public void two() {
            new RequestMeter(table, 1, key("b"), 0).record(200, "", 1, 0);
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = table.size();
            result.r2 = requests(table);
            result.r3 = (int) table.folded();
        }
    }

    /** A service is called again in the moment in which the sweep lets go of it. With room for both series, or the new one may find none. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The call brought its series back.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The series was gone, and the call began a new one.")
    @Outcome(expect = FORBIDDEN, desc = "The call was counted in a series that nobody shows.")
    @State
    public static class CountsNothingInWhatIsGone {
        private static final long LATER = 2 * EXPIRY;

        private final SeriesTable table = new SeriesTable(1, 4, EXPIRY, 0);
        private final RequestMeter meter = new RequestMeter(table, 0, key("server"), 0);

        public CountsNothingInWhatIsGone() {
            meter.record(200, "", 1, 0);
            table.sweep(LATER - MINUTE);
        }

        @Actor
        public void call() {
            meter.record(200, "", 1, LATER);
        }

        @Actor
        public void sweep() {
            table.sweep(LATER);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = table.size();
            result.r2 = requests(table);
        }
    }
}
