package io.mesher.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that nobody reads costs lines, which are counted, and nothing else. */
@Timeout(600)
class UnreadLogIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A pipe holds 64 KiB, a few hundred lines; a ring as much again. */
    private static final int CALLS = 6000;

    private static final Pattern DROPPED = Pattern.compile("(?m)^mesher_log_dropped_total (\\d+)$");
    private static final Pattern REPORTED = Pattern.compile(" WARN  Log: (\\d+) lines of this log were lost");
    private static final Pattern REFUSED = Pattern.compile(" DEBUG Exchange: 404 service\\.unknown: ");

    @TempDir
    private Path home;

    private MesherSetup talkative(Application app) {
        return new MesherSetup(home).service("app", app.address()).yaml("mesher.log.level: debug\n");
    }

    /** Each one is a line of the log. */
    private static void callUnknownService(MesherProcess mesher, int calls) throws IOException {
        try (Wire wire = mesher.callOut()) {
            for (int i = 0; i < calls; i++) {
                assertThat(wire.ask("GET http://nobody/ HTTP/1.1\r\nHost: nobody\r\n\r\n")
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    private static int sum(Pattern numbers, String text) {
        int sum = 0;
        for (Matcher matcher = numbers.matcher(text); matcher.find(); ) {
            sum += Integer.parseInt(matcher.group(1));
        }
        return sum;
    }

    private static int dropped(MesherProcess mesher) throws IOException {
        return sum(DROPPED, mesher.admin("/metrics").body());
    }

    @Test
    void requestsGoOnAndTheLostLinesAreReportedWhenSomebodyReadsAgain() throws Exception {
        try (Application app = Application.saying("hello");
                PipedLog log = PipedLog.start(home, talkative(app).yaml("mesher.accessLog.requests: none\n"))) {
            MesherProcess mesher = log.mesher();
            callUnknownService(mesher, CALLS);

            assertThat(mesher.get("http://app/").status()).isEqualTo(200);
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
            assertThat(dropped(mesher)).isPositive();

            log.readOn();
            mesher.awaitLog(" lines of this log were lost");
            callUnknownService(mesher, 1);
            await().atMost(PATIENCE)
                    .until(() ->
                            REFUSED.matcher(mesher.log()).results().count() + sum(REPORTED, mesher.log()) == CALLS + 1);
            assertThat(sum(REPORTED, mesher.log())).isEqualTo(dropped(mesher));
            log.terminate();
            assertThat(mesher.awaitExit()).isZero();
            mesher.awaitLog("stopped");
        }
    }

    @Test
    void anEndIsOrderlyThoughNobodyReadsIt() throws Exception {
        try (Application app = Application.saying("hello");
                PipedLog log = PipedLog.start(home, talkative(app).yaml("mesher.accessLog.requests: none\n"))) {
            MesherProcess mesher = log.mesher();
            callUnknownService(mesher, CALLS);
            log.terminate();
            assertThat(mesher.awaitExit()).isZero();
        }
    }

    @Test
    void anAccessLogThatNobodyReadsIsReportedInTheLogAndCostsItNoLine() throws Exception {
        Path log = home.resolve("standard.err");
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherProcess(
                        talkative(app)
                                .yaml("mesher.accessLog: {requests: all, buffer: 16384}\n")
                                .program()
                                .redirectError(log.toFile())
                                .start(),
                        log,
                        log)) {
            assertThat(mesher.awaitListening()).isTrue();
            callUnknownService(mesher, CALLS);

            mesher.awaitLog(" lines dropped: standard output accepts nothing, for ");
            await().atMost(PATIENCE)
                    .until(() -> REFUSED.matcher(mesher.log()).results().count() + dropped(mesher) == CALLS);
            assertThat(dropped(mesher)).isLessThan(CALLS / 2);
        }
    }
}
