package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name with several addresses: a headless service, or round-robin DNS. */
@Timeout(600)
class SeveralAddressesIT {
    private static final int CALLS = 40;

    @TempDir
    private Path home;

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static Application closing(String host, int port) throws IOException {
        return Application.at(at(host, port), wire -> {
            if (wire.readOrEnd() != null) {
                wire.send(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + host.length() + "\r\n\r\n" + host);
            }
        });
    }

    /** With names of its own. */
    private MesherSetup setup(String hosts) throws IOException {
        Path file = Files.writeString(home.resolve("hosts"), hosts);
        return new MesherSetup(home).environment("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + file);
    }

    private static Map<String, Integer> answers(MesherProcess mesher) throws IOException {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < CALLS; i++) {
            Message answer = mesher.get("http://server/");
            answers.merge(answer.status() == 200 ? answer.text() : answer.startLine(), 1, Integer::sum);
        }
        return answers;
    }

    @Test
    void allOfThemGetConnections() throws IOException {
        try (Application first = closing("127.0.5.1", 0);
                Application _ = closing("127.0.5.2", first.port());
                MesherProcess mesher = setup("127.0.5.1 several\n127.0.5.2 several\n")
                        .service("server", "several:" + first.port())
                        .start()) {
            assertThat(answers(mesher)).containsOnlyKeys("127.0.5.1", "127.0.5.2");
        }
    }

    @Test
    void oneThatRefusesCostsNoRequest() throws IOException {
        try (Application only = closing("127.0.5.3", 0);
                MesherProcess mesher = setup("127.0.5.4 several\n127.0.5.3 several\n")
                        .service("server", "several:" + only.port())
                        .start()) {
            assertThat(answers(mesher)).containsExactly(Map.entry("127.0.5.3", CALLS));
        }
    }
}
