package io.mesher.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RegistryCommandTest {
    private static Path folder(String host, int port) {
        return RegistryCommand.folderOf(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }

    @Test
    void eachAddressHasAFolderOfItsOwn() {
        assertThat(folder("127.0.0.1", 30100)).isEqualTo(Path.of("data", "registry-127.0.0.1-30100"));
        assertThat(folder("127.0.0.1", 30200)).isEqualTo(Path.of("data", "registry-127.0.0.1-30200"));
        assertThat(folder("::1", 30100)).isEqualTo(Path.of("data", "registry-0_0_0_0_0_0_0_1-30100"));
    }
}
