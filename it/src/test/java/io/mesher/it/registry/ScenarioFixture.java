package io.mesher.it.registry;

import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.awaitility.Awaitility;

/** The processes of one scenario: started in order, and ended in the reverse one. */
final class ScenarioFixture {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private int folders;

    ScenarioFixture(Path home) {
        this.home = home;
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name + folders++));
    }

    <T extends AutoCloseable> T with(T process) {
        started.push(process);
        return process;
    }

    RegistryProcess registry() throws IOException {
        return with(RegistryProcess.start(folder("registry")));
    }

    /** A Mesher that only calls, refreshing each second what it knows. */
    MesherProcess consumer(String registry, String... yaml) throws IOException {
        return with(setup("client", registry).yaml(String.join("", yaml)).start());
    }

    /** A Mesher before an application that serves. */
    MesherProcess provider(String name, String registry, int port) throws IOException {
        return with(setup(name, registry).incoming(port).start());
    }

    /** With the shortest intervals that there are. */
    MesherSetup setup(String name, String registry) throws IOException {
        return new MesherSetup(folder(name)).name(name).registry("""
                        servicecomb.registry.address: "%s"
                        servicecomb.registry.refreshInterval: 1s
                        servicecomb.registry.heartbeat.interval: 10s
                        """.formatted(registry));
    }

    /** That learns of changes by its watch: it pulls only each 10 minutes. */
    MesherSetup setupWatching(String name, String registry) throws IOException {
        return new MesherSetup(folder(name)).name(name).registry("""
                        servicecomb.registry.address: "%s"
                        servicecomb.registry.watch: true
                        servicecomb.registry.refreshInterval: 600s
                        """.formatted(registry));
    }

    Program plainApplication(String proxy, String... arguments) throws IOException {
        Map<String, String> environment = proxy.isEmpty() ? Map.of() : Map.of("http_proxy", proxy);
        return with(Program.java(folder("application"), environment, PlainApplication.class, arguments));
    }

    Program officialJavaProvider(String registry, String name, String text) throws IOException {
        return with(Program.java(
                folder("java"), Map.of(), OfficialJavaProvider.class, registry, "default", name, "1.0.0", text));
    }

    GoChassis goChassis(String name) throws IOException {
        return new GoChassis(folder("go"), name);
    }

    /** As an address for {@code http_proxy}. */
    static String proxy(MesherProcess mesher) {
        return "http://127.0.0.1:" + mesher.outgoing().getPort();
    }

    /** Where an endpoint of the registry is. */
    static InetSocketAddress address(String endpoint) {
        URI uri = URI.create(endpoint);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** What an application says that is called without a Mesher. */
    static String call(String endpoint) throws IOException {
        InetSocketAddress address = address(endpoint);
        try (Wire wire = Wire.to(address)) {
            Message answer = wire.ask("GET /hello HTTP/1.1\r\nHost: " + address.getHostString() + "\r\n\r\n");
            return answer.status() + " " + answer.text();
        }
    }

    /** Calls until the answer is this, as often as it takes; for what is told to the caller a moment later. */
    static void awaitAnswer(MesherProcess mesher, String url, String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> mesher.get(url).text(), text::equals);
    }

    void end() throws Exception {
        for (AutoCloseable last = started.poll(); last != null; last = started.poll()) {
            last.close();
        }
    }
}
