package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.read.Interfaces;
import io.mesher.core.route.RouteTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MesherTest {
    /** {@code OpenedTest} finds that parts are opened in the order of their list, and closed in reverse. */
    @Test
    void opensItsPartsInTheOrderInWhichTheyNeedEachOther(@TempDir Path dir) {
        ConfigResult loaded = ConfigLoader.load(
                List.of(),
                Map.of("CHASSIS_HOME", dir.toString(), "CAS_COMPONENT_NAME", "orders"),
                dir,
                Interfaces::ofMachine,
                RouteTable.NONE);
        assertThat(new Mesher(((ConfigResult.Loaded) loaded).config(), Map.of()).parts())
                .extracting(Object::getClass)
                .containsExactly(
                        // Closed last, so that the last lines of the loops are written.
                        Telemetry.class,
                        LoopParts.class,
                        TlsParts.class,
                        // Before the registry, which registers its ports.
                        HttpParts.class,
                        RegistryParts.class,
                        // After the registry, since requests need its catalog.
                        RequestParts.class,
                        ControlParts.class);
    }
}
