package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** {@code mesher registry} in a process of its own. Killed when closed, if it still runs. */
final class RegistryProcess extends RegistryCalls implements AutoCloseable {
    private final MesherProcess process;

    private RegistryProcess(MesherProcess process, int port) {
        super(port);
        this.process = process;
    }

    /** @param folder what it keeps stays there, in data, whatever the port */
    static RegistryProcess start(Path folder) throws IOException {
        return start(folder, Ports.free());
    }

    static RegistryProcess start(Path folder, int port, String... flags) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of("registry", "--data", "data", "--listen", "127.0.0.1:" + port));
        command.addAll(List.of(flags));
        RegistryProcess registry =
                new RegistryProcess(MesherSetup.run(folder, Map.of("CHASSIS_HOME", folder.toString()), command), port);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !registry.isAlive() || registry.answers());
        if (!registry.isAlive()) {
            throw new AssertionError("the registry did not start: " + registry.process.log());
        }
        return registry;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, and its end. */
    void terminate() throws InterruptedException {
        process.terminate();
        assertThat(process.awaitExit()).isZero();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.kill();
    }
}
