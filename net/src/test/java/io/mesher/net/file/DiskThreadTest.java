package io.mesher.net.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class DiskThreadTest {
    private final DiskThread disk = new DiskThread();
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    private static boolean hasThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("disk"));
    }

    @Test
    void doesTasksInTheirOrderOnAThreadThatEndsAndBeginsAgain() {
        for (int round = 0; round < 3; round++) {
            done.clear();
            for (int i = 0; i < 1000; i++) {
                int task = i;
                disk.execute(() -> done.add(task));
            }
            disk.close();
            assertThat(done).hasSize(1000).isSorted();
            Awaitility.await().until(() -> !hasThread());
        }
    }

    @Test
    void nobodyWhoGivesATaskWaits() {
        CountDownLatch hangs = new CountDownLatch(1);
        disk.execute(() -> {
            try {
                hangs.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        disk.execute(() -> done.add(1));
        assertThat(done).isEmpty();
        hangs.countDown();
        disk.close();
        assertThat(done).containsExactly(1);
    }

    @Test
    void goesOnAfterADefectInATask() {
        disk.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, defect) -> done.add(0));
            throw new IllegalStateException("a defect");
        });
        disk.execute(() -> done.add(1));
        disk.close();
        assertThat(done).containsExactly(0, 1);
    }
}
