package io.mesher.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarFilesTest {
    private static final DemoNode SERVER2 = new DemoNode("server2", "127.0.0.3", 30121, 30122, 8082, Optional.empty());
    private static final DemoNode SERVER1 =
            new DemoNode("server1", "127.0.0.2", 30111, 30112, 8081, Optional.of(SERVER2));
    private static final DemoNode CLIENT = new DemoNode("client", "127.0.0.1", 30101, 30102, 0, Optional.of(SERVER1));
    private static final Map<String, DemoNode> NODES = Map.of("client", CLIENT, "server1", SERVER1, "server2", SERVER2);

    /** So that who starts the chain by hand, by the samples' README, has what the demo has. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "server1", "server2"})
    void areThoseOfTheSamples(String name) throws Exception {
        Path conf = Path.of("..", "samples", "chain", name, "conf");

        for (Map.Entry<String, String> file : SidecarFiles.of(
                        NODES.get(name), SidecarFiles.VERSION, "http://127.0.0.1:30100")
                .entrySet()) {
            assertThat(Files.readString(conf.resolve(file.getKey())))
                    .as("%s", conf.resolve(file.getKey()))
                    .isEqualTo(file.getValue());
        }
    }
}
