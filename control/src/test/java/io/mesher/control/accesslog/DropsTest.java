package io.mesher.control.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.KeptLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class DropsTest {
    private final AtomicLong dropped = new AtomicLong();
    private final KeptLog log = new KeptLog();

    private Drops every(long millis) {
        return new Drops(dropped::get, () -> "why", log, 0, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void drop(Drops drops, int count) {
        dropped.addAndGet(count);
        drops.noticed();
    }

    private static boolean hasThread() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("access-log-drops")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void tellsOnAThreadThatEndsAndBeginsAgain() {
        Drops drops = every(10);
        assertThat(hasThread()).isFalse();
        drop(drops, 3);
        Awaitility.await().until(() -> log.lines.size() == 1 && !hasThread());
        drop(drops, 4);
        Awaitility.await().until(() -> log.lines.size() == 2 && !hasThread());
        assertThat(log.lines).containsExactly("access log: 3 lines dropped: why", "access log: 4 lines dropped: why");
    }

    @Test
    void tellsSoManyTogetherAndTheRestAtTheEnd() {
        Drops drops = every(1_000_000);
        drop(drops, 1);
        Awaitility.await().until(() -> !log.lines.isEmpty());
        drop(drops, 2);
        drop(drops, 3);
        drops.close();
        assertThat(log.lines).containsExactly("access log: 1 lines dropped: why", "access log: 5 lines dropped: why");
        assertThat(hasThread()).isFalse();
    }

    @Test
    void saysNothingWhereNothingWasDropped() {
        every(10).close();
        assertThat(log.lines).isEmpty();
    }
}
