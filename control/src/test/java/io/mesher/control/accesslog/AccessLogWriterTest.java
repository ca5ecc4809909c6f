package io.mesher.control.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.logfile.LogTarget;
import io.mesher.control.logfile.RotatingFile;
import io.mesher.core.config.RotatedFile;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.testkit.KeptLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class AccessLogWriterTest {
    private static final int BUFFER = 16 * 1024;

    @TempDir
    private Path folder;

    private final KeptLog told = new KeptLog();

    private AccessLogWriter toFile(Path path) {
        RotatedFile settings = new RotatedFile(path, 0, 0, 3, false);
        return new AccessLogWriter(new RotatingFile(settings, told.lines::add), BUFFER, told);
    }

    private static boolean put(LineRing ring, String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        return ring.offer(bytes, bytes.length);
    }

    @Test
    void hasNoThreadAndNoFileWithoutALine() {
        try (AccessLogWriter writer = toFile(folder.resolve("access.log"))) {
            writer.newRing();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("access-log");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesALineSoonAndTheNextOneAfterAPauseToo() {
        Path path = folder.resolve("access.log");
        try (AccessLogWriter writer = toFile(path)) {
            LineRing ring = writer.newRing();
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                assertThat(put(ring, "line " + i)).isTrue();
                expected.append("line ").append(i).append('\n');
                Awaitility.await().untilAsserted(() -> assertThat(path).hasContent(expected.toString()));
                // It sleeps without a limit: only the next line wakes it.
                Awaitility.await().until(() -> stateOfWriter() == Thread.State.WAITING);
            }
        }
        assertThat(told.lines).isEmpty();
    }

    @Test
    void goesOnAfterADefectOfItsTarget() {
        AtomicInteger tries = new AtomicInteger();
        List<String> written = new CopyOnWriteArrayList<>();
        LogTarget target = new LogTarget() {
            @Override
            public void beforeLine() {
                if (tries.getAndIncrement() == 0) {
                    throw new IllegalStateException("a defect");
                }
            }

            @Override
            public int write(ByteBuffer bytes) {
                int length = bytes.remaining();
                written.add(UTF_8.decode(bytes).toString());
                return length;
            }

            @Override
            public String name() {
                return "the test";
            }

            @Override
            public void close() {}
        };
        try (AccessLogWriter writer = new AccessLogWriter(target, BUFFER, told)) {
            put(writer.newRing(), "line");
            Awaitility.await().untilAsserted(() -> assertThat(written).containsExactly("line\n"));
        }
        assertThat(told.lines).singleElement().asString().contains("the test", "a defect");
    }

    private static Thread.State stateOfWriter() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("access-log")) {
                return thread.getState();
            }
        }
        return Thread.State.TERMINATED;
    }

    @Test
    void writesAllLinesOfManyLoopsWholeAndInTheirOrder() throws Exception {
        Path path = folder.resolve("access.log");
        int loops = 3;
        int each = 20_000;
        try (AccessLogWriter writer = toFile(path)) {
            List<Thread> threads = new ArrayList<>();
            for (int loop = 0; loop < loops; loop++) {
                LineRing ring = writer.newRing();
                String name = loop + " ";
                threads.add(Thread.ofPlatform().unstarted(() -> {
                    for (int i = 0; i < each; i++) {
                        while (!put(ring, name + i + "x".repeat(i % 50))) {
                            Thread.onSpinWait();
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        Map<String, Integer> next = new HashMap<>();
        for (String line : Files.readAllLines(path)) {
            String loop = line.substring(0, 1);
            int i = next.getOrDefault(loop, 0);
            assertThat(line).isEqualTo(loop + " " + i + "x".repeat(i % 50));
            next.put(loop, i + 1);
        }
        assertThat(next).isEqualTo(Map.of("0", each, "1", each, "2", each));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void goesOnWithAFullDiskAndSaysWhyLinesAreDropped() {
        int lines = 10_000;
        long lost = 0;
        AccessLogWriter writer = toFile(Path.of("/dev/full"));
        try (writer) {
            LineRing ring = writer.newRing();
            for (int i = 0; i < lines; i++) {
                lost += put(ring, "line " + i) ? 0 : 1;
            }
            assertThat(lost).isPositive();
            assertThat(writer.dropped()).isEqualTo(lost);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(told.lines)
                            .anyMatch(line -> line.startsWith(
                                    "access log: nothing can be written to /dev/full: java.io.IOException: No space"))
                            .anyMatch(
                                    line -> line.matches("access log: \\d+ lines dropped: nothing can be written to .*"
                                            + "No space left on device \\(expected: a place that accepts them.*")));
        }
        assertThat(told.lines).filteredOn(line -> line.contains("tried again")).hasSize(1);
        // Those too that were in the ring and in the batch at the end.
        assertThat(writer.dropped()).isEqualTo(lines);
        assertThat(toldAsDropped()).isEqualTo(lines);
    }

    private long toldAsDropped() {
        long sum = 0;
        for (String line : told.lines) {
            int end = line.indexOf(" lines dropped: ");
            sum += end < 0 ? 0 : Long.parseLong(line.substring("access log: ".length(), end));
        }
        return sum;
    }

    @Test
    void tellsOfAReaderThatHangsWhileTheWriterDoes() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AccessLogWriter writer = new AccessLogWriter(new Hanging(end), BUFFER, told);
        LineRing ring = writer.newRing();
        int lines = 5_000;
        for (int i = 0; i < lines; i++) {
            put(ring, "line " + i);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(told.lines)
                        .singleElement()
                        .asString()
                        .matches("access log: \\d+ lines dropped: the test accepts nothing, for \\d+ ms so far"
                                + " \\(expected: a process that reads it.*"));
        writer.close();
        assertThat(writer.dropped()).isEqualTo(lines);
        assertThat(toldAsDropped()).isEqualTo(lines);
        end.countDown();
    }

    private record Hanging(CountDownLatch end) implements LogTarget {
        @Override
        public void beforeLine() {}

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return 0;
        }

        @Override
        public String name() {
            return "the test";
        }

        @Override
        public void close() {}
    }

    @Test
    void writesOnWhenTheDiskHasRoomAgain() {
        Failing disk = new Failing();
        try (AccessLogWriter writer = new AccessLogWriter(disk, BUFFER, told)) {
            LineRing ring = writer.newRing();
            put(ring, "one");
            Awaitility.await().until(() -> !told.lines.isEmpty());
            put(ring, "two");
            disk.full = false;
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(disk.written).containsExactly('o', 'n', 'e', '\n', 't', 'w', 'o', '\n'));
        }
    }

    /** Takes three bytes of what it gets, then no more until it has room again. */
    private static final class Failing implements LogTarget {
        private final List<Character> written = new CopyOnWriteArrayList<>();
        private volatile boolean full = true;

        @Override
        public void beforeLine() {}

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (full && !written.isEmpty()) {
                throw new IOException("No space left on device");
            }
            int count = full ? 3 : bytes.remaining();
            for (int i = 0; i < count; i++) {
                written.add((char) bytes.get());
            }
            return count;
        }

        @Override
        public String name() {
            return "disk";
        }

        @Override
        public void close() {}
    }

    @Test
    void aReaderThatDoesNotReadStopsNoLoopAndHardlyTheEnd() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            AccessLogWriter writer = new AccessLogWriter(new Unread(sink), BUFFER, told);
            LineRing ring = writer.newRing();
            long taken = 0;
            long lines = 0;
            // The loop goes on for a second after the writer took something for the last time.
            long last = System.nanoTime();
            while (System.nanoTime() - last < TimeUnit.SECONDS.toNanos(1)) {
                if (put(ring, "line")) {
                    taken++;
                    last = System.nanoTime();
                }
                lines++;
            }
            assertThat(writer.dropped()).isEqualTo(lines - taken).isPositive();
            put(ring, "last");
            writer.close();
            // That it returns is the test: nothing of what it waits for happens.
            assertThat(told.lines).isNotEmpty();
            assertThat(source.isOpen()).isTrue();
        }
        Awaitility.await().until(() -> stateOfWriter() == Thread.State.TERMINATED);
    }

    private record Unread(Pipe.SinkChannel sink) implements LogTarget {
        @Override
        public void beforeLine() {}

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return sink.write(bytes);
        }

        @Override
        public String name() {
            return "a pipe that nobody reads";
        }

        @Override
        public void close() {}
    }
}
