package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aPathBelowTheWorkingDirectoryIsRelative() {
        assertThat(Shown.path(Path.of("/home/me/conf/a.yaml"), Path.of("/home/me")))
                .isEqualTo("conf/a.yaml");
    }

    @Test
    void aPathIsWholeIfTheWorkingDirectoryIsTheRoot() {
        assertThat(Shown.path(Path.of("/etc/mesher/a.yaml"), Path.of("/"))).isEqualTo("/etc/mesher/a.yaml");
    }
}
