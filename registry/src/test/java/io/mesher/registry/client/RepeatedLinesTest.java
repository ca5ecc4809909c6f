package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that a registry could cause as often as it is asked. */
class RepeatedLinesTest {
    private static final int TIMES = 20;

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        CapturedLog.clear();
        fixture = new ClientFixture(directory);
        fixture.registry.hasUp("order", 1);
    }

    /** It refuses the connection, then answers. */
    private void comeAndGo(int second) {
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.lookUp("absent" + second);
        fixture.registry.refusing.clear();
        fixture.lookUp("other" + second);
        fixture.advanceSeconds(1);
    }

    @Test
    void anAddressThatComesAndGoesIsReportedAFewTimesAMinute() {
        fixture.started();
        for (int i = 0; i < TIMES; i++) {
            comeAndGo(i);
        }
        assertThat(CapturedLog.lines("no address answers")).hasSizeBetween(1, 4);
        assertThat(CapturedLog.lines("answers again")).hasSizeBetween(1, 4);

        fixture.advanceSeconds(60);
        comeAndGo(TIMES);

        assertThat(CapturedLog.lines("no address answers").getLast())
                .as("those that were left out are counted")
                .contains("times since the last such line");
    }
}
