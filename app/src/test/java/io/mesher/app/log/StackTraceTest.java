package io.mesher.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StackTraceTest {
    @Test
    void countsTheFramesThatACauseSharesWithTheOneAround() {
        StackTraceElement shared = new StackTraceElement("Main", "main", "Main.java", 1);
        Throwable outer = withFrames(
                new IllegalStateException("outer", withFrames(new IOException("inner"), frame("read"), shared)),
                frame("run"),
                shared);

        assertThat(StackTrace.rows(outer))
                .containsExactly(
                        "java.lang.IllegalStateException: outer",
                        "    at X.run(X.java:2)",
                        "    at Main.main(Main.java:1)",
                        "caused by: java.io.IOException: inner",
                        "    at X.read(X.java:2)",
                        "    ... 1 more");
    }

    @Test
    void showsSuppressedThrowables() {
        Throwable thrown = withFrames(new IOException("first"));
        thrown.addSuppressed(withFrames(new IOException("on close")));

        assertThat(StackTrace.rows(thrown))
                .containsExactly("java.io.IOException: first", "suppressed: java.io.IOException: on close");
    }

    @Test
    void endsOnACircleOfCauses() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        first.setStackTrace(new StackTraceElement[0]);
        second.setStackTrace(new StackTraceElement[0]);

        assertThat(StackTrace.rows(first))
                .containsExactly(
                        "java.lang.Exception: first",
                        "caused by: java.lang.Exception: second",
                        "caused by: java.lang.Exception: first (shown above)");
    }

    @Test
    void survivesAMessageThatFails() {
        Throwable hostile = withFrames(new FailingMessage());

        assertThat(StackTrace.rows(hostile)).containsExactly(FailingMessage.class.getName());
    }

    private static StackTraceElement frame(String method) {
        return new StackTraceElement("X", method, "X.java", 2);
    }

    private static Throwable withFrames(Throwable thrown, StackTraceElement... frames) {
        thrown.setStackTrace(frames);
        return thrown;
    }

    private static final class FailingMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }
}
