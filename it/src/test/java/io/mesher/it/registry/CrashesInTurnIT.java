package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances crash one after the other, often and all but one of them, with the defaults: who calls doesn't notice. */
@Tag("scenario")
@Timeout(600)
class CrashesInTurnIT {
    private static final int INSTANCES = 3;
    private static final int CRASHES = 12;

    @TempDir
    private Path home;

    private final Application[] applications = new Application[INSTANCES];
    private final Set<String> processed = ConcurrentHashMap.newKeySet();
    private final Set<String> twice = ConcurrentHashMap.newKeySet();

    private ScenarioFixture scenario;
    private MesherProcess mesher;
    private Load load;
    private Orders orders;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        String[] addresses = new String[INSTANCES];
        for (int i = 0; i < INSTANCES; i++) {
            // An address that nobody else uses, so that the port is still there after a crash.
            applications[i] = application(i, 0);
            addresses[i] = host(i) + ":" + applications[i].port();
        }
        mesher = scenario.with(new MesherSetup(scenario.folder("client"))
                .service("server", addresses)
                .start());
        load = scenario.with(new Load(mesher, "server"));
        orders = scenario.with(new Orders(mesher, "server"));
        load.awaitMore(100);
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
        for (Application application : applications) {
            application.close();
        }
    }

    private static String host(int i) {
        return "127.0.3." + (i + 1);
    }

    private Application application(int i, int port) throws IOException {
        return Application.answeringAt(new InetSocketAddress(InetAddress.ofLiteral(host(i)), port), request -> {
            String startLine = request.startLine();
            if (startLine.startsWith("POST") && !processed.add(startLine)) {
                twice.add(startLine);
            }
            return Application.ok("from " + i);
        });
    }

    private void crash(int i) throws IOException {
        applications[i].die();
    }

    private void comeBack(int i) throws IOException {
        applications[i] = application(i, applications[i].port());
    }

    private void awaitTraffic(int i) {
        long goal = load.times("from " + i) + 5;
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> load.times("from " + i) >= goal || !load.failures().isEmpty());
    }

    /** @param atOnce how many requests were under way at instances that crashed, at most: one per caller and crash */
    private void assertNothingLost(int atOnce) {
        load.close();
        orders.close();
        assertThat(load.failures()).isEmpty();
        assertThat(twice).isEmpty();
        // What was under way may have been processed, so it is not repeated; but a refused connection is no reason to
        // fail.
        assertThat(orders.failures())
                .hasSizeLessThanOrEqualTo(atOnce)
                .noneMatch(failure -> failure.contains("connect.failed"));
        assertThat(orders.accepted()).hasSizeGreaterThan(100);
    }

    @Test
    void eachInTurnCostsNoRequest() throws IOException {
        for (int i = 0; i < CRASHES; i++) {
            int place = i % INSTANCES;
            crash(place);
            load.awaitMore(100);
            comeBack(place);
            awaitTraffic(place);
        }
        assertNothingLost(2 * CRASHES);
    }

    @Test
    void allButOneAtOnceCostsNoRequest() throws IOException {
        for (int i = 0; i < CRASHES / 2; i++) {
            int first = i % INSTANCES;
            int second = (i + 1) % INSTANCES;
            crash(first);
            crash(second);
            load.awaitMore(100);
            comeBack(first);
            comeBack(second);
            awaitTraffic(first);
            awaitTraffic(second);
        }
        assertNothingLost(2 * CRASHES);
    }

    /** Nobody can be reached: each request tries, and the first that comes back is found. */
    @Test
    void afterAllWereGoneTheyAreUsedAgain() throws IOException {
        load.close();
        orders.close();
        for (int i = 0; i < INSTANCES; i++) {
            crash(i);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(mesher.get("http://server/").status()).isEqualTo(502);
        }
        assertThat(mesher.admin("/v1/mesher/services").text()).contains("\"state\": \"unreachable\"");
        assertThat(mesher.admin("/metrics").text())
                .contains("mesher_instances{destination=\"server\",state=\"unreachable\"} 3");
        comeBack(1);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> mesher.get("http://server/").status() == 200);
        for (int i = 0; i < 10; i++) {
            assertThat(mesher.get("http://server/").text()).isEqualTo("from 1");
        }
        // No request goes to the others, but they are looked at.
        comeBack(0);
        mesher.awaitLog("instance " + host(0) + ":" + applications[0].port() + " can be reached again");
    }
}
