package io.mesher.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The pods of docs/scenarios.md, their containers as processes. What a cluster would do about addresses is done here by hand. */
@Timeout(600)
class PodManifestTest {
    private static final Duration NOTICE = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration REGISTRY_CALL = Duration.ofSeconds(5);
    private static final String LISTEN = "servicecomb_protocols_http_listenAddress";
    private static final String LAUNCHER_IN_IMAGE = "/opt/mesher/mesher";

    @TempDir
    private Path folder;

    private final Document document;
    private final Map<?, ?> config;
    private final Pod stock;
    private final Pod shop;

    PodManifestTest() throws IOException {
        document = Document.read("docs/scenarios.md");
        List<Map<?, ?>> manifest = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(document.only("yaml").text())
                .forEach(part -> manifest.add((Map<?, ?>) part));
        config = manifest.get(0);
        stock = Pod.of(manifest.get(1));
        shop = Pod.of(manifest.get(2));
    }

    @Test
    void aCallGoesFromOnePodToTheOther() throws Exception {
        Peers.require("curl");
        Peers.require("python3");
        Ports.awaitFree(document);
        Product product = Product.in(Files.createDirectory(folder.resolve("image")));
        try (Desk center = desk(product, "center");
                Desk one = desk(product, "stock");
                Desk other = desk(product, "shop")) {
            center.start("service-center", "registry", "./mesher registry", Map.of());
            center.awaitOutput(shown("… registry on …"), "registry");
            startApplication(one, stock, "… port 8080 …");
            startMesher(one, stock, "… registered stock 0.0.1 as …");
            startMesher(other, shop, "… registered shop 0.0.1 as …");

            startApplication(other, shop, "200");

            for (Pod pod : List.of(stock, shop)) {
                for (String kind : List.of("livenessProbe", "readinessProbe")) {
                    String probe = pod.container("mesher").probe(kind);
                    center.run(kind, "curl -sf http://127.0.0.1:" + here(pod, probe));
                }
            }
        }
    }

    @Test
    void theImageStartsTheLauncherOfItsBuild() {
        assertThat(document.only("dockerfile").text())
                .contains("COPY . /opt/mesher\nRUN " + LAUNCHER_IN_IMAGE + " --version")
                .contains("ENTRYPOINT [\"" + LAUNCHER_IN_IMAGE + "\"]");
    }

    @Test
    void thePodsGiveMesherTheTimeThatItsEndTakes() {
        Duration end = NOTICE.plus(DRAIN).plus(REGISTRY_CALL);
        assertThat(stock.gracePeriodSeconds()).isGreaterThan((int) end.toSeconds());
        assertThat(shop.gracePeriodSeconds()).isGreaterThan((int) end.toSeconds());
        List<?> wait = stock.container("stock").preStop();
        assertThat(wait.getFirst()).isEqualTo("sleep");
        assertThat(Integer.parseInt((String) wait.get(1))).isGreaterThan((int) NOTICE.toSeconds());
    }

    private Desk desk(Product product, String name) throws IOException {
        return new Desk(product, Files.createDirectory(folder.resolve(name)));
    }

    private void startApplication(Desk desk, Pod pod, String output) throws IOException {
        Pod.Container application = pod.container(pod.name());
        Map<String, String> environment = new LinkedHashMap<>();
        if (application.fields().containsKey("env")) {
            application.environment().forEach((name, value) -> environment.put(name, here(pod, value)));
        }
        desk.start("pod " + pod.name(), "application", application.command(), environment);
        desk.awaitOutput(shown(output), "application");
    }

    private void startMesher(Desk desk, Pod pod, String output) throws IOException {
        Pod.Container mesher = pod.container("mesher");
        Path mounted = Files.createDirectory(folder.resolve(pod.name() + "-conf"));
        for (Map.Entry<?, ?> file : Pod.map(config, "data").entrySet()) {
            Files.writeString(mounted.resolve((String) file.getKey()), here(pod, (String) file.getValue()));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        mesher.environment()
                .forEach((name, value) -> environment.put(
                        name, here(pod, value.equals(mesher.mountPath()) ? mounted.toString() : value)));
        // The default, which both would have on the same 127.0.0.1.
        environment.putIfAbsent(LISTEN, here(pod, "127.0.0.1:30101"));
        desk.start("pod " + pod.name(), "mesher", "./mesher", environment);
        desk.awaitOutput(shown(output), "mesher");
    }

    /** Each pod has addresses of its own; here both share this machine's loopback. */
    private String here(Pod pod, String text) {
        String moved =
                pod.name().equals("shop") ? text.replace("30101", "30121").replace("30102", "30122") : text;
        return moved.replace("service-center:", "127.0.0.1:")
                .replace("auto:", "127.0.0.2:")
                .replace("0.0.0.0:", "127.0.0.1:");
    }

    private static Block shown(String line) {
        return new Block("PodManifestTest", "text", line + "\n");
    }
}
