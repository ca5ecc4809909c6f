package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.ServicePort;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {
    @TempDir
    private Path dir;

    private ConfigDir config(String... flags) {
        return new ConfigDir(dir).named().flags(flags);
    }

    @ParameterizedTest
    @CsvSource({
        "--registry=x, unknown flag: --registry=x",
        "-x, unknown flag: -x",
        "--, unknown flag: --",
        "--help=1, unknown flag: --help=1",
        "start, unexpected argument: start",
        "'', 'unexpected argument: '",
        "--config, --config: no value",
        "--mode, --mode: no value",
    })
    void wrongFlagsAreAnsweredWithTheUsage(String flag, String message) {
        assertThat(config(flag).load()).isEqualTo(new ConfigResult.Usage(message + "\n" + Flags.USAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "-help"})
    void helpIsTheUsage(String flag) {
        assertThat(config("--mode", "sidecar", flag).load()).isEqualTo(new ConfigResult.Help(Flags.USAGE));
    }

    @Test
    void theUsageNamesEveryFlag() {
        assertThat(Flags.USAGE).contains("--config", "--mode", "--service-ports", "--help", "-h", "--version");
    }

    @Test
    void versionIsAskedFor() {
        assertThat(config("--version").load()).isEqualTo(new ConfigResult.Version());
    }

    @Test
    void onlyASidecarStarts() {
        config("--mode=sidecar").config();
        assertThat(config("--mode", "edge").problems())
                .containsExactly(
                        "error: flag --mode: edge: not in this release; Mesher refuses to start rather than run"
                                + " what is meant for an edge as a sidecar (expected: sidecar)");
        assertThat(config("-mode=per-host").problems())
                .containsExactly(
                        "error: flag --mode: per-host: not in this release; Mesher refuses to start rather than"
                                + " run what is meant for an edge as a sidecar (expected: sidecar)");
        assertThat(config("--mode=").problems()).containsExactly("error: flag --mode: empty (expected: sidecar)");
        assertThat(config("--mode=Sidecar").problems())
                .containsExactly("error: flag --mode: Sidecar (expected: sidecar)");
    }

    @Test
    void theLastOfTwoFlagsCounts() {
        config("--mode=edge", "--mode=sidecar").config();
    }

    @Test
    void portsComeFromFlagEnvironmentOrTheOldAddressInThatOrder() {
        ConfigDir config = config().env("SPECIFIC_ADDR", " 10.9.9.9:41080 ");
        assertThat(config.config().servicePorts()).containsExactly(new ServicePort("rest", "", 41080));
        config.env("SERVICE_PORTS", "http:8080, rest-legacy:8081,grpc:9000 ,grpc-x_1:9001");
        assertThat(config.config().servicePorts())
                .containsExactly(
                        new ServicePort("rest", "", 8080),
                        new ServicePort("rest", "legacy", 8081),
                        new ServicePort("grpc", "", 9000),
                        new ServicePort("grpc", "x_1", 9001));
        config.flags("--service-ports=rest:1");
        assertThat(config.config().servicePorts()).containsExactly(new ServicePort("rest", "", 1));
        config.flags("--service-ports", "");
        assertThat(config.config().servicePorts()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080 | 8080 (expected: protocol:port, such as rest:8080)",
                "rest | rest (expected: protocol:port, such as rest:8080)",
                ":80 | :80 (expected: protocol:port, such as rest:8080)",
                "rest:1:2 | rest:1:2 (expected: protocol:port, such as rest:8080)",
                "rest:1, | empty (expected: protocol:port, such as rest:8080)",
                "rest:0 | rest:0: bad port (expected: a port from 1 to 65535)",
                "rest:x | rest:x: bad port (expected: a port from 1 to 65535)",
                "ftp:21 | ftp:21: unknown protocol (expected: rest, http or grpc, such as rest:8080)",
                "rest-:21 | rest-:21: bad name of a port (expected: letters, digits and _, such as rest-legacy:8081)",
                "rest-a-b:21 | rest-a-b:21: bad name of a port (expected: letters, digits and _, such as rest-legacy:8081)",
                "rest:1,http:2 | http:2: a second port for rest (expected: each once; http is the same as rest)",
                "rest-a:1,http-a:2 | http-a:2: a second port for rest-a (expected: each once; http is the same as rest)",
            })
    void wrongPortsAreToldOneByOne(String ports, String message) {
        assertThat(config().env("SERVICE_PORTS", ports).problems())
                .containsExactly("error: environment SERVICE_PORTS: " + message);
        assertThat(config("--service-ports", ports).problems())
                .containsExactly("error: flag --service-ports: " + message);
    }

    @Test
    void dubboIsToldToHaveNoEffect() {
        assertThat(config("--service-ports=dubbo:20880,rest:80")
                        .config(
                                "warning: flag --service-ports: dubbo:20880: no effect in this release: there is no dubbo"
                                        + " listener")
                        .servicePorts())
                .containsExactly(new ServicePort("rest", "", 80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080 | 8080: no port (expected: host:port, such as 127.0.0.1:8080)",
                "a:b:1 | a:b:1: more than one colon (expected: host:port, such as 127.0.0.1:8080; IPv6 in brackets:"
                        + " [fd00::1]:30101)",
                "a:0 | a:0: bad port (expected: a port from 1 to 65535)",
            })
    void aWrongOldAddressIsTold(String address, String message) {
        assertThat(config().env("SPECIFIC_ADDR", address).problems())
                .containsExactly("error: environment SPECIFIC_ADDR: " + message);
    }
}
