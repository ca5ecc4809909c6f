package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts that fail, and what they say: to people, in one reading, with all that they need to mend it. */
@Timeout(600)
class StartTest {
    @TempDir
    private Path home;

    private void assertRefused(MesherSetup setup, String... words) throws Exception {
        try (MesherProcess mesher = setup.launch()) {
            assertThat(mesher.awaitExit()).as(mesher.log()).isEqualTo(78);
            assertThat(mesher.log()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
            assertThat(mesher.log()).doesNotContain("outgoing on");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mesher: [|conf/mesher.yaml:3: not valid YAML: the text ends",
                "mesher.eventLoops: 0|mesher.yaml:2: mesher.eventLoops: 0 (expected: 1 to 1024)",
                "mesher.timeouts.head: 5|mesher.yaml:2: mesher.timeouts.head: 5 (expected: ",
                "mesher.limits.headBytes: many|mesher.yaml:2: mesher.limits.headBytes: many (expected: 1024 to",
                "mesher.compat.statusCodes: old|mesher.compat.statusCodes: old (expected: correct or original)",
                "mesher.services.a: ['127.0.0.1']|mesher.yaml:2: mesher.services.a: 127.0.0.1: no port (expected: host:port",
                "mesher.services.a: ['127.0.0.1:99999']|mesher.yaml:2: mesher.services.a: 127.0.0.1:99999: ",
                "mesher.services.'a b': ['127.0.0.1:1']|not the name of a service",
                "mesher.trustedPeers: [10.0.0.0/99]|mesher.yaml:2: mesher.trustedPeers: 10.0.0.0/99: bad prefix (expected: 0 to 32 bits)",
                "mesher.tls.caFile: nowhere.crt|mesher.yaml:2: mesher.tls.caFile: ",
                "mesher.log.level: loud|mesher.log.level: loud (expected: debug, info, warn or error)",
                "admin.enable: perhaps|admin.enable: perhaps (expected: true or false)",
                "mesher.shutdown.notice: 1s|mesher.shutdown.notice: duplicate key, first at line 1 (expected: each key once)",
            })
    void aMistakeInAFileIsToldWithItsPlaceAndWhatWasExpected(String yaml, String message) throws Exception {
        assertRefused(new MesherSetup(home).yaml(yaml + "\n"), message);
    }

    @Test
    void mistakesAreJsonIfTheLogIs() throws Exception {
        MesherSetup setup = new MesherSetup(home).yaml("mesher.log.format: json\nmesher.eventLoops: 0\n");
        try (MesherProcess mesher = setup.launch()) {
            assertThat(mesher.awaitExit()).as(mesher.log()).isEqualTo(78);
            assertThat(mesher.log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"time\":"));
            assertThat(mesher.log()).contains("mesher.eventLoops: 0");
        }
    }

    @Test
    void allMistakesAreToldAtOnce() throws Exception {
        MesherSetup setup = new MesherSetup(home)
                .listen("0.0.0.0:30101")
                .yaml("mesher.eventLoops: 0\nmesher.pool.idle: x\n")
                .flag("--service-ports=gopher:70");
        assertRefused(
                setup,
                "chassis.yaml:1: servicecomb.protocols.http.listenAddress: ",
                "mesher.yaml:2: mesher.eventLoops: 0",
                "mesher.yaml:3: mesher.pool.idle: x",
                "gopher:70: unknown protocol");
    }

    @Test
    void aFileThatIsNoTextIsToldFrom() throws Exception {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.write(conf.resolve("router.yaml"), new byte[] {(byte) 0xff, 0, 1});

        assertRefused(new MesherSetup(home), "router.yaml:1: not UTF-8 text");
    }

    @Test
    void aPortInUseIsToldInOneLineWithItsKey() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            MesherSetup setup = new MesherSetup(home).listen(address);
            assertRefused(setup, "servicecomb.protocols.http.listenAddress: cannot listen on " + address + ": ");
            try (MesherProcess mesher = setup.launch()) {
                assertThat(mesher.awaitExit()).isEqualTo(78);
                assertThat(mesher.log().lines().filter(line -> line.contains("ERROR")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void anAddressOfAnotherMachineIsTold() throws Exception {
        assertRefused(
                new MesherSetup(home).listen("203.0.113.7:30101"),
                "servicecomb.protocols.http.listenAddress: cannot listen on 203.0.113.7:30101: ",
                "(expected: an address of this machine");
    }

    @Test
    void aConfiguredAdminPortInUseEndsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertRefused(
                    new MesherSetup(home).admin(address),
                    "servicecomb.protocols.rest-admin.listenAddress: cannot listen on " + address + ": ");
        }
    }

    @Test
    void theDefaultAdminPortInUseIsReplacedByTheNextFreeOne(@TempDir Path otherHome) throws IOException {
        try (ServerSocket _ = takeDefaultAdminPort();
                MesherProcess mesher = new MesherSetup(home).admin("").start();
                MesherProcess other = new MesherSetup(otherHome).admin("").start()) {
            assertThat(mesher.log()).contains(", since 127.0.0.1:30102 is in use");
            assertThat(other.log()).contains(", since 127.0.0.1:30102 is in use");
            assertThat(mesher.admin().getPort()).isBetween(30103, 30202);
            assertThat(other.admin()).isNotEqualTo(mesher.admin());
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
            assertThat(other.admin("/livez").status()).isEqualTo(200);
        }
    }

    /** Null where somebody else has it, which serves as well. */
    private static @Nullable ServerSocket takeDefaultAdminPort() throws IOException {
        try {
            return new ServerSocket(30102, 1, InetAddress.getLoopbackAddress());
        } catch (SocketException _) {
            return null;
        }
    }

    @Test
    void aDataDirectoryThatCannotBeMadeIsAWarning() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("state"), home.resolve("nowhere/state"));
        try (MesherProcess mesher =
                new MesherSetup(home).yaml("mesher.dataDir: state\n").start()) {
            assertThat(mesher.log())
                    .contains("mesher.yaml:2: mesher.dataDir: " + link
                            + " is a link to a file that doesn't exist: state is" + " kept in memory only");
            assertThat(mesher.get("http://nobody/").status()).isEqualTo(404);
        }
    }

    @Test
    void aDataDirectoryIsNotMadeBeforeItIsNeeded() throws IOException {
        try (MesherProcess mesher = new MesherSetup(home).start()) {
            assertThat(mesher.log()).doesNotContain("dataDir");
            assertThat(home.resolve("data")).doesNotExist();
        }
    }

    @Test
    void anUnknownFlagIsToldWithTheKnownOnes() throws Exception {
        try (MesherProcess mesher = MesherSetup.run(home, Map.of(), List.of("--nonsense"))) {
            assertThat(mesher.awaitExit()).isEqualTo(2);
            assertThat(mesher.log())
                    .startsWith("unknown flag: --nonsense\nusage: mesher ")
                    .contains("--config PATH");
            assertThat(mesher.out()).isEmpty();
        }
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        try (MesherProcess mesher = MesherSetup.run(home, Map.of(), List.of("dance"))) {
            assertThat(mesher.awaitExit()).isEqualTo(2);
            assertThat(mesher.log()).contains("dance");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpGoesToStandardOutput(String flag) throws Exception {
        try (MesherProcess mesher = MesherSetup.run(home, Map.of(), List.of(flag))) {
            assertThat(mesher.awaitExit()).isZero();
            assertThat(mesher.out()).startsWith("usage: mesher ").contains("--service-ports LIST");
            assertThat(mesher.log()).isEmpty();
        }
    }

    @Test
    void theVersionGoesToStandardOutput() throws Exception {
        try (MesherProcess mesher = MesherSetup.run(home, Map.of(), List.of("--version"))) {
            assertThat(mesher.awaitExit()).isZero();
            assertThat(mesher.out()).matches("mesher \\d+\\.\\d+\\.\\d+(-\\w+)? \\(.+\\)\n");
        }
    }
}
