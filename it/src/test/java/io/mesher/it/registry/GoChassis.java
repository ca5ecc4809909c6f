package io.mesher.it.registry;

import io.mesher.it.peer.GoProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The application on go-chassis ({@code it/src/test/go/chassis}), configured as its users do it: by files. */
final class GoChassis {
    private final Path home;
    private final String name;
    private final StringBuilder chassis = new StringBuilder("""
            servicecomb.registry.refreshInterval: 5m
            servicecomb.registry.watch: true
            servicecomb.registry.heartbeat.interval: 10s
            """);
    private String version = "1.0.0";
    private String application = "default";

    /** @param folder one for this program alone */
    GoChassis(Path folder, String name) {
        home = folder;
        this.name = name;
    }

    GoChassis version(String number) {
        version = number;
        return this;
    }

    GoChassis application(String id) {
        application = id;
        return this;
    }

    GoChassis registry(String address) {
        chassis.append("servicecomb.registry.address: ").append(address).append('\n');
        return this;
    }

    /** It neither registers nor discovers. */
    GoChassis withoutRegistry() {
        chassis.append("servicecomb.registry.disabled: true\n");
        return this;
    }

    /** Serves {@code GET /hello} with the text. */
    Program provider(int port, String text) throws IOException {
        chassis.append("servicecomb.protocols.rest.listenAddress: 127.0.0.1:")
                .append(port)
                .append('\n');
        return start(Map.of(), "provider", text);
    }

    /** Calls by what go-chassis itself finds. */
    Program consumer() throws IOException {
        return start(Map.of(), "consumer");
    }

    /** Calls through its HTTP proxy. */
    Program plain(String proxy) throws IOException {
        return start(Map.of("http_proxy", proxy), "plain");
    }

    private Program start(Map<String, String> variables, String... arguments) throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("chassis.yaml"), chassis);
        Files.writeString(
                conf.resolve("microservice.yaml"),
                "servicecomb.service.name: " + name + "\nservicecomb.service.version: " + version
                        + "\nservicecomb.service.app: " + application + "\n");
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("CHASSIS_HOME", home.toString());
        List<String> command = new ArrayList<>(List.of(build().toString()));
        command.addAll(List.of(arguments));
        return Program.start(home, environment, command);
    }

    static Path build() throws IOException {
        return GoProgram.build("chassis");
    }
}
