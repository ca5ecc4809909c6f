package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the start to the end of a process: probes, signals, and what becomes of requests under way. */
@Timeout(600)
class LifecycleTest {
    private static final String GET = head("GET http://app/ HTTP/1.1", "Host: app");

    @TempDir
    private Path home;

    private final CountDownLatch release = new CountDownLatch(1);

    private Application waiting() throws IOException {
        return Application.doing(wire -> {
            for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
                if (request.target().equals("/slow")) {
                    release.await();
                }
                wire.send(Application.ok("done"));
            }
        });
    }

    private static boolean isRefused(InetSocketAddress address) throws IOException {
        try (Wire _ = Wire.to(address)) {
            return false;
        } catch (ConnectException _) {
            return true;
        }
    }

    @Test
    void probesSayThatItLivesAndServes() throws IOException {
        try (MesherProcess mesher = new MesherSetup(home).start()) {
            Awaitility.await().until(() -> mesher.admin("/readyz").status() == 200);
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
        }
    }

    @Test
    void sigtermFinishesWhatIsUnderWayAndSaysThatItWillGo() throws Exception {
        try (Application app = waiting();
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .environment("mesher_shutdown_notice", "1s")
                        .start();
                Wire slow = mesher.callOut();
                Wire idle = mesher.callOut()) {
            slow.send(head("GET http://app/slow HTTP/1.1", "Host: app"));
            assertThat(idle.ask(GET).has("connection")).isFalse();
            mesher.terminate();
            mesher.awaitLog("stopping");

            assertThat(mesher.admin("/readyz").status()).isEqualTo(503);
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
            Message later = mesher.askOut(GET);
            assertThat(later.text()).as("still served while callers notice").isEqualTo("done");
            assertThat(later.value("connection")).isEqualTo("close");
            assertThat(idle.ask(GET).value("connection")).isEqualTo("close");

            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isRefused(mesher.outgoing()));
            assertThat(mesher.isAlive()).isTrue();
            release.countDown();
            Message finished = slow.read();
            assertThat(finished.text()).isEqualTo("done");
            assertThat(finished.value("connection")).isEqualTo("close");
            assertThat(mesher.awaitExit()).isZero();
            assertThat(mesher.log()).endsWith("stopped\n");
        }
    }

    @Test
    void theApplicationCanCallOthersUntilItsLastAnswerIsGiven() throws Exception {
        AtomicReference<InetSocketAddress> proxy = new AtomicReference<>();
        try (Application other = Application.saying("from another service");
                Application app = Application.doing(wire -> {
                    wire.read();
                    release.await();
                    try (Wire out = Wire.to(proxy.get())) {
                        wire.send(Application.ok(out.ask(head("GET http://other/ HTTP/1.1", "Host: other"))
                                .text()));
                    }
                });
                MesherProcess mesher = new MesherSetup(home)
                        .incoming(app.port())
                        .service("other", other.address())
                        .start();
                Wire wire = mesher.callIn()) {
            proxy.set(mesher.outgoing());
            wire.send(head("GET / HTTP/1.1", "Host: app"));
            Awaitility.await().until(() -> app.openConnections() == 1);
            mesher.terminate();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isRefused(mesher.incoming()));
            release.countDown();

            assertThat(wire.read().text()).isEqualTo("from another service");
            assertThat(mesher.awaitExit()).isZero();
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        try (Application app = waiting();
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start();
                Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/slow HTTP/1.1", "Host: app"));
            Awaitility.await().until(() -> app.openConnections() == 1);
            mesher.terminate();
            mesher.awaitLog("stopping");
            // One that follows within half a second is the first one told twice, so it takes a few.
            Awaitility.await().until(() -> {
                mesher.terminate();
                return !mesher.isAlive();
            });

            assertThat(mesher.awaitExit()).isEqualTo(128 + 15);
        }
    }

    @Test
    void aRequestThatNeverEndsDoesNotHoldItUpForEver() throws Exception {
        try (Application app = waiting();
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .yaml("mesher.shutdown.drain: 300ms\n")
                        .start();
                Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/slow HTTP/1.1", "Host: app"));
            Awaitility.await().until(() -> app.openConnections() == 1);
            mesher.terminate();

            assertThat(mesher.awaitExit()).isZero();
            assertThat(mesher.log()).contains("with requests still in flight");
        }
    }

    @Test
    void callersThatOnlyKeepTheirConnectionDoNotHoldItUp() throws Exception {
        try (Application app = Application.saying("hello");
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start();
                Wire used = mesher.callOut();
                Wire unused = mesher.callOut()) {
            assertThat(used.ask(GET).text()).isEqualTo("hello");
            mesher.terminate();

            assertThat(used.ends()).isTrue();
            assertThat(unused.ends()).isTrue();
            assertThat(mesher.awaitExit()).isZero();
            assertThat(mesher.log()).endsWith("stopped\n");
        }
    }

    @Test
    void aKilledOneComesBackOnItsPort() throws IOException {
        try (Application app = Application.saying("hello")) {
            int port = Ports.free();
            for (int i = 0; i < 3; i++) {
                try (MesherProcess mesher = new MesherSetup(home)
                                .listen("127.0.0.1:" + port)
                                .service("app", app.address())
                                .start();
                        Wire wire = mesher.callOut()) {
                    assertThat(wire.ask(GET).text()).isEqualTo("hello");
                    mesher.kill();
                    assertThat(wire.ends()).isTrue();
                }
            }
        }
    }
}
