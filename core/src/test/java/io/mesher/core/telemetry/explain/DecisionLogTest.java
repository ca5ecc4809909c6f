package io.mesher.core.telemetry.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.ExplainConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
    private static final long SLOW = 1_000_000_000;

    private static DecisionLog log(int recent, int remarkable) {
        return new DecisionLog(new ExplainConfig(true, recent, remarkable, Duration.ofNanos(SLOW), true));
    }

    private static void end(DecisionLog log, Decision decision, long at, int status, String reason, long took) {
        decision.end().ended(at, status, reason, took);
        log.end(decision, log.isRemarkable(decision.end().isFailure(), took));
    }

    private static List<Long> ends(DecisionLog log, int max) {
        List<Decision> copies = new ArrayList<>();
        log.copy(_ -> true, max, copies);
        return copies.stream().map(each -> each.end().endedAt()).toList();
    }

    @Test
    void keepsWhatFailedOrWasSlowApart() {
        DecisionLog log = log(2, 2);
        end(log, log.begin(), 1, 503, "", 5);
        end(log, log.begin(), 2, 404, "unknown.service", 5);
        for (int i = 3; i < 8; i++) {
            end(log, log.begin(), i, 200, "", SLOW - 1);
        }

        assertThat(ends(log, 9)).containsExactly(2L, 1L, 7L, 6L);

        end(log, log.begin(), 8, 200, "", SLOW);

        assertThat(ends(log, 9)).containsExactly(8L, 2L, 7L, 6L);
        assertThat(ends(log, 1)).containsExactly(8L, 7L);
    }

    /** A tunnel's life isn't what it is slow by. */
    @Test
    void oneThatIsNotRemarkableIsPushedOutHoweverLongItLasted() {
        DecisionLog log = log(1, 2);
        Decision tunnel = log.begin();
        tunnel.end().ended(1, 101, "", 60 * SLOW);
        log.end(tunnel, log.isRemarkable(false, 1));
        assertThat(ends(log, 9)).containsExactly(1L);
        end(log, log.begin(), 2, 200, "", 1);
        assertThat(ends(log, 9)).containsExactly(2L);
    }

    @Test
    void ofOrdinaryOnesThatComeFastOneInAMillisecondIsKept() {
        DecisionLog log = log(3, 2);
        long now = 1_000_000_000;
        assertThat(kept(log, now, 10)).isEqualTo(3);
        assertThat(log.keeps(log.isRemarkable(true, 1), now)).isTrue();
        assertThat(log.keeps(log.isRemarkable(false, SLOW), now)).isTrue();
        assertThat(kept(log, now + 999_999, 10)).isZero();
        assertThat(kept(log, now + 1_000_000, 10)).isEqualTo(1);
        assertThat(kept(log, now + 3_000_000, 10)).isEqualTo(2);
        assertThat(kept(log, now + 60_000_000_000L, 10)).isEqualTo(3);
    }

    private static int kept(DecisionLog log, long now, int requests) {
        int kept = 0;
        for (int i = 0; i < requests; i++) {
            kept += log.keeps(log.isRemarkable(false, 1), now) ? 1 : 0;
        }
        return kept;
    }

    @Test
    void whatIsGivenBackIsUsedAgainEmpty() {
        DecisionLog log = log(3, 2);
        Decision first = log.begin();
        first.routing().destination("server");
        log.giveBack(first);
        assertThat(log.begin()).isSameAs(first);
        assertThat(first.routing().destination()).isEmpty();
        assertThat(ends(log, 9)).isEmpty();
    }

    @Test
    void keepsNothingWhereThereIsNoRoom() {
        DecisionLog log = log(0, 0);
        Decision first = log.begin();
        first.routing().destination("server");
        end(log, first, 1, 503, "", 1);

        Decision second = log.begin();

        assertThat(ends(log, 9)).isEmpty();
        assertThat(second).isSameAs(first);
        assertThat(second.routing().destination()).isEmpty();
    }

    @Test
    void copiesStayAsTheyAre() {
        DecisionLog log = log(1, 1);
        Decision first = log.begin();
        first.routing().destination("server");
        end(log, first, 1, 200, "", 1);
        List<Decision> copies = new ArrayList<>();
        log.copy(_ -> true, 9, copies);

        end(log, log.begin(), 2, 200, "", 1);
        log.begin().routing().destination("other");

        assertThat(copies.getFirst().routing().destination()).isEqualTo("server");
        assertThat(copies.getFirst().end().endedAt()).isEqualTo(1);
    }

    /** Against two plain queues: what is kept, and that no decision is in two hands. */
    @Test
    void isTwoBoundedQueues() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] max = {random.nextInt(9), random.nextInt(9)};
            DecisionLog log = log(max[0], max[1]);
            List<Deque<Long>> model = List.of(new ArrayDeque<>(), new ArrayDeque<>());
            List<Decision> underWay = new ArrayList<>();
            Set<Decision> held = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int step = 1; step < 200; step++) {
                if (underWay.isEmpty() || random.nextBoolean()) {
                    Decision begun = log.begin();
                    assertThat(held.add(begun)).as("seed " + seed).isTrue();
                    assertThat(begun.end().endedAt()).as("empty").isZero();
                    underWay.add(begun);
                    continue;
                }
                Decision ended = underWay.remove(random.nextInt(underWay.size()));
                held.remove(ended);
                int kind = random.nextInt(2);
                end(log, ended, step, kind == 1 ? 500 : 200, "", 1);
                model.get(kind).addFirst((long) step);
                if (model.get(kind).size() > max[kind]) {
                    model.get(kind).removeLast();
                }
                List<Long> expected = new ArrayList<>(model.get(1));
                expected.addAll(model.get(0));
                assertThat(ends(log, 9)).as("seed " + seed).isEqualTo(expected);
            }
        }
    }
}
