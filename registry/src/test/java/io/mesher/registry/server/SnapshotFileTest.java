package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.file.Disk;
import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.SnapshotJson;
import io.mesher.registry.wire.BadJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    @TempDir
    private Path folder;

    private SnapshotFile file(Disk disk) {
        return new SnapshotFile(folder, Long.MAX_VALUE, disk);
    }

    private static RegistrySnapshot with(String service) throws BadJson {
        String json = "{\"format\":\"1\",\"services\":[{\"domain\":\"default\",\"project\":\"default\",\"service\":"
                + "{\"serviceId\":\"1\",\"serviceName\":\"" + service
                + "\",\"appId\":\"a\",\"version\":\"1.0.0\"}}]}";
        return SnapshotJson.read(json.getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE);
    }

    @Test
    void whereverTheProcessEndsTheSnapshotIsWholeAndTheNextStartTidies() throws IOException, BadJson {
        boolean done = false;
        for (int steps = 0; !done; steps++) {
            try (SnapshotFile before = file(new Disk())) {
                assertThat(before.write(with("old"))).isTrue();
            }
            done = writeInSteps(steps, with("new"));
            try (SnapshotFile next = file(new Disk())) {
                next.claim();
                assertThat(folder.toFile().list()).containsExactlyInAnyOrder("registry.json", "registry.lock");
                assertThat(next.read(0)).as("after %d steps", steps).isEqualTo(with(done ? "new" : "old"));
            }
            assertThat(steps).isLessThan(20);
        }
    }

    /** False where the process ended before it was done; the system frees its lock then. */
    private boolean writeInSteps(int steps, RegistrySnapshot snapshot) {
        AtomicInteger left = new AtomicInteger(steps);
        Disk ending = new Disk(() -> {
            if (left.getAndDecrement() <= 0) {
                throw new AssertionError("the process has ended");
            }
        });
        try (SnapshotFile file = file(ending)) {
            return file.write(snapshot);
        } catch (AssertionError _) {
            return false;
        }
    }

    @Test
    void saysThatItShouldBeTriedAgain() throws IOException, BadJson {
        Path taken = Files.writeString(folder.resolve("taken"), "");
        try (SnapshotFile file = new SnapshotFile(taken, Long.MAX_VALUE, new Disk())) {
            assertThat(file.write(with("order"))).isFalse();
            Files.delete(taken);
            assertThat(file.write(with("order"))).isTrue();
        }
        assertThat(taken.resolve("registry.json")).content().contains("order");
    }
}
