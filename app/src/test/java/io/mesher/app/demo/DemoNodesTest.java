package io.mesher.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoNodesTest {
    @Test
    void choosesDifferentPortsThatAreFree() throws Exception {
        DemoNodes nodes = DemoNodes.choose(0);

        assertThat(nodes.all().stream()
                        .flatMapToInt(node -> IntStream.of(node.port(), node.adminPort(), node.appPort()))
                        .filter(port -> port != 0))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(nodes.conflict()).isFalse();
    }

    @Test
    void noticesThatAPortWasTakenMeanwhile() throws Exception {
        DemoNodes nodes = DemoNodes.choose(0);

        try (ServerSocket thief = new ServerSocket(nodes.server2().port(), 1, InetAddress.ofLiteral("127.0.0.3"))) {
            assertThat(thief.isBound()).isTrue();
            assertThat(nodes.conflict()).isTrue();
        }
    }

    @Test
    void refusesAClientPortThatIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> DemoNodes.choose(other.getLocalPort()))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageStartingWith("--port: " + other.getLocalPort() + " can't be opened at 127.0.0.1")
                    .hasMessageContaining("(expected: ");
        }
    }

    @Test
    void explainsWhatToDoWithoutFurtherLoopbackAddresses() throws Exception {
        try (FreePorts ports = new FreePorts()) {
            // TEST-NET-1: no machine has it.
            assertThatThrownBy(() -> ports.onAll("192.0.2.1"))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("192.0.2.1")
                    .hasMessageContaining("sudo ifconfig lo0 alias 127.0.0.2 up");
        }
    }
}
