package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final int TERM = 15;
    private static final long MILLI = 1_000_000;

    private final AtomicLong clock = new AtomicLong(-7);
    private final List<String> heard = new ArrayList<>();
    private final IntConsumer action =
            Signals.action(number -> heard.add("orderly " + number), number -> heard.add("now " + number), clock::get);

    @Test
    void endsAtOnceAtASecondSignal() {
        action.accept(TERM);
        clock.addAndGet(500 * MILLI);
        action.accept(TERM);
        assertThat(heard).containsExactly("orderly 15", "now 15");
    }

    @Test
    void takesASignalThatAWrapperSendsTwiceForOne() {
        action.accept(TERM);
        clock.addAndGet(499 * MILLI);
        action.accept(TERM);
        assertThat(heard).containsExactly("orderly 15");
    }
}
