package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenedTest {
    private static final int PARTS = 4;

    private final List<String> journal = new ArrayList<>();
    private final Opened opened = new Opened();

    /** Notes what is asked of it. */
    private class NotedPart implements Part {
        private final int number;

        NotedPart(int number) {
            this.number = number;
        }

        @Override
        public void open() throws StartFailure {
            journal.add("open " + number);
        }

        @Override
        public void start() {
            journal.add("start " + number);
        }

        @Override
        public void close() {
            journal.add("close " + number);
        }
    }

    @Test
    void opensAllInOrderThenStartsAllAndClosesInReverse() throws StartFailure {
        opened.open(parts(new NotedPart(0)));
        opened.close();
        assertThat(journal)
                .containsExactly(
                        "open 0", "open 1", "open 2", "open 3", "start 0", "start 1", "start 2", "start 3", "close 3",
                        "close 2", "close 1", "close 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPartThatCannotOpenClosesItselfAndAllEarlierOnes(int failing) {
        StartFailure failure = new StartFailure(ExitCode.CONFIGURATION, "the port is in use");
        List<Part> parts = parts(new NotedPart(failing) {
            @Override
            public void open() throws StartFailure {
                super.open();
                throw failure;
            }
        });
        assertThatThrownBy(() -> opened.open(parts)).isSameAs(failure);
        assertThat(journal).isEqualTo(untilFailureOf(failing));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void soDoesADefectInOpening(int failing) {
        IllegalStateException defect = new IllegalStateException();
        List<Part> parts = parts(new NotedPart(failing) {
            @Override
            public void open() throws StartFailure {
                super.open();
                throw defect;
            }
        });
        assertThatThrownBy(() -> opened.open(parts)).isSameAs(defect);
        assertThat(journal).isEqualTo(untilFailureOf(failing));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPartThatCannotStartClosesAll(int failing) {
        IllegalStateException defect = new IllegalStateException();
        List<Part> parts = parts(new NotedPart(failing) {
            @Override
            public void start() {
                throw defect;
            }
        });
        assertThatThrownBy(() -> opened.open(parts)).isSameAs(defect);
        assertThat(journal.subList(PARTS + failing, journal.size()))
                .containsExactly("close 3", "close 2", "close 1", "close 0");
    }

    @Test
    void whatCannotBeClosedKeepsNothingElseOpen() throws StartFailure {
        opened.open(parts(new NotedPart(2) {
            @Override
            public void close() {
                throw new IllegalStateException("in use");
            }
        }));
        journal.clear();
        opened.close();
        assertThat(journal).containsExactly("close 3", "close 1", "close 0");
    }

    @Test
    void closesOnlyOnce() throws StartFailure {
        opened.open(parts(new NotedPart(0)));
        opened.close();
        journal.clear();
        opened.close();
        assertThat(journal).isEmpty();
    }

    @Test
    void whatIsAddedLaterIsClosedFirst() throws StartFailure {
        opened.open(parts(new NotedPart(0)));
        opened.add(() -> journal.add("close added"));
        journal.clear();
        opened.close();
        assertThat(journal).startsWith("close added", "close 3");
    }

    private List<Part> parts(NotedPart special) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            parts.add(i == special.number ? special : new NotedPart(i));
        }
        return parts;
    }

    private static List<String> untilFailureOf(int failing) {
        Stream.Builder<String> expected = Stream.builder();
        for (int i = 0; i <= failing; i++) {
            expected.add("open " + i);
        }
        for (int i = failing; i >= 0; i--) {
            expected.add("close " + i);
        }
        return expected.build().toList();
    }
}
