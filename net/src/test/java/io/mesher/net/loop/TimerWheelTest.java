package io.mesher.net.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long TICK = TimerWheel.TICK_NANOS;
    private static final long ORIGIN = -12_345;

    private final TimerWheel wheel = new TimerWheel(ORIGIN);
    private final List<String> fired = new ArrayList<>();
    private long now = ORIGIN;

    @Test
    void firesNotBeforeItsTimeAndAtMostATickLate() {
        for (long delay : new long[] {0, 1, TICK - 1, TICK, TICK + 1, 10 * TICK, 1_000 * TICK + 7}) {
            fired.clear();
            long due = now + delay;
            timer("a").set(delay);
            to(due - 1);
            assertThat(fired).as("before %s", delay).isEmpty();
            to(due + TICK);
            assertThat(fired).as("after %s", delay).containsExactly("a");
            to(now + 3_000 * TICK);
            assertThat(fired).as("once").hasSize(1);
        }
    }

    @Test
    void isAsleepUntilTheNextTimer() {
        assertThat(wheel.untilNext(now)).isEqualTo(Timer.NEVER);
        Timer timer = timer("a");
        timer.set(10 * TICK);
        assertThat(wheel.untilNext(now)).isEqualTo(10 * TICK);
        timer.release();
        assertThat(wheel.untilNext(now)).isEqualTo(Timer.NEVER);
    }

    @Test
    void aTimerThatIsPutOffFiresAtItsLastTime() {
        Timer timer = timer("a");
        for (int i = 0; i < 50; i++) {
            timer.set(5 * TICK);
            to(now + 4 * TICK);
        }
        assertThat(fired).isEmpty();
        to(now + 2 * TICK);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void aTimerThatIsBroughtForwardFiresAtItsLastTime() {
        Timer timer = timer("a");
        timer.set(100 * TICK);
        timer.set(2 * TICK);
        to(now + 3 * TICK);
        assertThat(fired).containsExactly("a");
        to(now + 200 * TICK);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void clearedAndReleasedTimersDontFireUntilSetAgain() {
        Timer cleared = timer("cleared");
        Timer released = timer("released");
        cleared.set(2 * TICK);
        released.set(2 * TICK);
        cleared.clear();
        released.release();
        released.release();
        assertThat(cleared.isSet()).isFalse();
        to(now + 10 * TICK);
        assertThat(fired).isEmpty();
        cleared.set(TICK);
        released.set(TICK);
        to(now + 2 * TICK);
        assertThat(fired).containsExactlyInAnyOrder("cleared", "released");
    }

    @Test
    void farDeadlinesAreKeptBeyondTheHorizon() {
        timer("far").set(5_000 * TICK);
        to(now + 4_999 * TICK);
        assertThat(fired).isEmpty();
        to(now + 2 * TICK);
        assertThat(fired).containsExactly("far");
    }

    @Test
    void firesAfterALongSleepToo() {
        timer("a").set(10 * TICK);
        timer("b").set(2_000 * TICK);
        to(now + 100_000 * TICK);
        assertThat(fired).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void timersSetAfterALongIdleTimeFireInTime() {
        now += 1_000_000 * TICK;
        wheel.clock(now);
        timer("a").set(3 * TICK);
        wheel.advance(now);
        assertThat(fired).isEmpty();
        to(now + 4 * TICK);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void anActionCanSetItsOwnTimer() {
        Timer[] self = new Timer[1];
        int[] times = {0};
        self[0] = new Timer(wheel, () -> {
            if (++times[0] < 5) {
                self[0].set(0);
            }
        });
        self[0].set(0);
        for (int i = 0; i < 20; i++) {
            to(now + TICK);
        }
        assertThat(times[0]).isEqualTo(5);
        assertThat(self[0].isSet()).isFalse();
    }

    @Test
    void anActionCanPutOffATimerThatIsDueWithIt() {
        Timer other = timer("other");
        Timer inThatSlot = timer("third");
        Timer putsOff = new Timer(wheel, () -> {
            fired.add("first");
            other.set(20 * TICK);
        });
        inThatSlot.set(22 * TICK);
        putsOff.set(2 * TICK);
        other.set(2 * TICK);
        to(now + 2 * TICK);
        assertThat(fired).containsExactly("first");
        to(now + 30 * TICK);
        assertThat(fired).containsExactlyInAnyOrder("first", "third", "other");
        assertThat(wheel.untilNext(now)).isEqualTo(Timer.NEVER);
    }

    @Test
    void anActionCanReleaseATimerThatIsDueWithIt() {
        Timer other = timer("other");
        new Timer(wheel, other::release).set(TICK);
        other.set(TICK);
        to(now + 5 * TICK);
        assertThat(fired).isEmpty();
    }

    @Test
    void anActionThatFailsCostsNoOtherTimerItsTurn() {
        timer("a").set(TICK);
        Timer failing = new Timer(wheel, () -> {
            throw new IllegalStateException("defect");
        });
        failing.set(TICK);
        timer("b").set(TICK);
        assertThatThrownBy(() -> to(now + 2 * TICK)).hasMessage("defect");
        assertThat(wheel.untilNext(now)).isZero();
        wheel.advance(now);
        assertThat(fired).containsExactlyInAnyOrder("a", "b");
        assertThat(wheel.untilNext(now + TICK)).isEqualTo(Timer.NEVER);
    }

    @Test
    void thousandsAtRandomFireInTheirWindow() {
        Random random = new Random(42);
        int count = 2_000;
        Timer[] timers = new Timer[count];
        Map<Integer, Long> due = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int id = i;
            timers[i] = new Timer(wheel, () -> {
                Long deadline = due.remove(id);
                assertThat(deadline).as("timer %s was not set", id).isNotNull();
                assertThat(now).as("timer %s early", id).isGreaterThanOrEqualTo(deadline);
                int other = random.nextInt(count);
                if (random.nextBoolean()) {
                    set(timers, due, other, delay(random));
                } else {
                    timers[other].release();
                    due.remove(other);
                }
            });
        }
        for (int step = 0; step < 20_000; step++) {
            int id = random.nextInt(count);
            switch (random.nextInt(5)) {
                case 0, 1, 2 -> set(timers, due, id, delay(random));
                case 3 -> {
                    timers[id].clear();
                    due.remove(id);
                }
                default -> {
                    timers[id].release();
                    due.remove(id);
                }
            }
            to(now + random.nextLong(random.nextInt(200) == 0 ? 2_000 * TICK : TICK));
            if (step % 50 == 0) {
                due.forEach((timer, deadline) ->
                        assertThat(now - deadline).as("timer %s late", timer).isLessThan(TICK));
            }
        }
        to(now + 10_000 * TICK);
        assertThat(due)
                .as("set by actions only")
                .allSatisfy((timer, deadline) -> assertThat(deadline).isGreaterThan(now - TICK));
    }

    private void set(Timer[] timers, Map<Integer, Long> due, int id, long delay) {
        timers[id].set(delay);
        due.put(id, now + delay);
    }

    private static long delay(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(TICK);
            case 1 -> random.nextLong(3_000 * TICK);
            default -> random.nextLong(50 * TICK);
        };
    }

    private Timer timer(String name) {
        return new Timer(wheel, () -> fired.add(name));
    }

    private void to(long time) {
        now = time;
        wheel.clock(now);
        wheel.advance(now);
    }
}
