package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Mesher that was killed and started again is one instance, not two. */
@Tag("scenario")
@Timeout(600)
class GhostIT {
    private static final String HELLO = "http://server/hello";
    private static final int CALLS = 200;

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    /** At the endpoints of before, as with configured ports. */
    private static MesherProcess again(MesherSetup setup, MesherProcess killed) throws IOException {
        return setup.listen(text(killed.incoming())).admin(text(killed.admin())).start();
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void killedAndBack(boolean idIsLost) throws Exception {
        Application first = scenario.with(Application.saying("first"));
        Application second = scenario.with(Application.saying("second"));
        MesherSetup setup = scenario.setup("server", registry.url()).incoming(first.port());
        MesherProcess killed = scenario.with(setup.start());
        scenario.provider("server", registry.url(), second.port());
        registry.awaitInstances("server", 2);
        MesherProcess client = scenario.consumer(registry.url());
        assertThat(client.get(HELLO).status()).isEqualTo(200);

        killed.kill();
        if (idIsLost) {
            setup.environment("mesher_dataDir", scenario.folder("empty").toString());
        }
        MesherProcess back = scenario.with(again(setup, killed));
        back.awaitLog("registered server");
        if (!idIsLost) {
            assertThat(registry.endpoints("server")).hasSize(2);
        } else {
            registry.awaitInstances("server", 3);
        }
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            answers.add(client.get(HELLO).text());
        }
        assertThat(answers).containsExactly("first", "second");

        first.die();
        int failed = 0;
        int failedLate = 0;
        for (int i = 0; i < CALLS; i++) {
            if (client.get(HELLO).status() != 200) {
                failed++;
                failedLate += i >= CALLS / 2 ? 1 : 0;
            }
        }
        // Its Mesher answers 502 for it; five in a row eject it.
        assertThat(failed).isLessThanOrEqualTo(6);
        assertThat(failedLate).isZero();
    }

    @Test
    void anApplicationThatDiesAfterwardsCostsTheFirstFewCallsOnly() throws Exception {
        killedAndBack(false);
    }

    @Test
    void theSameWhereTheDataFolderIsLost() throws Exception {
        killedAndBack(true);
    }
}
