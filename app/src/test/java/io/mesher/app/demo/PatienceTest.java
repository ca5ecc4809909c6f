package io.mesher.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private int looks;

    @Test
    void asksUntilTheStepIsDone() throws Exception {
        assertThat(new Patience(HOUR, HOUR, out).until("it is", () -> ++looks == 3))
                .isTrue();
        assertThat(looks).isEqualTo(3);
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        new Patience(HOUR, Duration.ZERO, out).until("server1 app is ready", () -> ++looks == 2);

        assertThat(printed.toString(UTF_8)).matches("Waiting until server1 app is ready: \\d+ s so far\\.\n");
    }

    @Test
    void givesUpAtTheLimit() throws Exception {
        assertThat(new Patience(Duration.ZERO, HOUR, out).until("it is", () -> false))
                .isFalse();
    }
}
