package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.Limits;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.PoolConfig;
import io.mesher.core.config.ShutdownConfig;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.Timeouts;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.name.ServiceIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
    private static final String DURATION = " (expected: a duration with a unit, such as 10s, 500ms or 1m30s)";
    private static final String MEANT =
            " (expected: a duration with a unit, such as 10s, 500ms or 1m30s; did you mean ";

    @TempDir
    private Path dir;

    private MesherConfig config(String text) throws IOException {
        return new ConfigDir(dir).named().file("mesher.yaml", text).config();
    }

    @Test
    void withoutAnyConfigurationEverythingHasItsDefault() {
        MesherConfig config = new ConfigDir(dir)
                .config(
                        "warning: configuration: servicecomb.service.name: not set: the service is called unnamed (expected:"
                                + " its name in microservice.yaml or CAS_COMPONENT_NAME)");
        assertThat(config.service()).isEqualTo(new ServiceIdentity("unnamed", "default", "", ""));
        assertThat(config.servicePorts()).isEmpty();
        assertThat(config.staticServices()).isEmpty();
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.timeouts()).isEqualTo(Timeouts.DEFAULT);
        assertThat(config.pool()).isEqualTo(PoolConfig.DEFAULT);
        assertThat(config.admin().enabled()).isTrue();
        assertThat(config.admin().configured()).isFalse();
        assertThat(config.admin().listen().authority()).isEqualTo("127.0.0.1:30102");
        assertThat(config.admin().allowedHosts()).isEmpty();
        assertThat(config.shutdown()).isEqualTo(new ShutdownConfig(Duration.ZERO, Duration.ofSeconds(30)));
        assertThat(config.log()).isEqualTo(LogConfig.DEFAULT);
        assertThat(config.trustedPeers()).isSameAs(TrustedPeers.LOOPBACK_ONLY);
        assertThat(config.dataDir()).isEqualTo(dir.resolve("data"));
        assertThat(config.statusCodes()).isEqualTo(StatusCodes.CORRECT);
        assertThat(config.eventLoops()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void everyKeyReachesItsRecord() throws IOException {
        MesherConfig config = config("""
                servicecomb:
                  protocols.rest-admin.listenAddress: 0.0.0.0:7000
                  transport: {maxIdleCon: {rest: 7}}
                  isolation:
                    Consumer:
                      timeoutInMilliseconds: 5000
                      inventory.timeoutInMilliseconds: 800
                      a.dotted.name: {timeoutInMilliseconds: 1}
                admin.enable: off
                mesher:
                  admin: {allowedHosts: [Mesher.Example, "::1"]}
                  trustedPeers: [10.0.0.0/8, "fd00::/8", 192.0.2.1]
                  dataDir: state
                  compat: {statusCodes: original}
                  eventLoops: 5
                  limits: {requestLineBytes: 1000, headBytes: 2000, headFields: 3, connections: 4, waitingRequests: 0,
                           streams: 7, waitingLookups: 5, minBytesPerSecond: 6}
                  timeouts: {head: 1s, idle: 1m30s, requestBody: 500ms, lookup: 2s, connect: 1.5s, responseTaken: 3s,
                             tunnelIdle: 4s}
                  pool: {connections: 9, idle: 1h}
                  shutdown: {notice: 0s, drain: "0"}
                  log: {level: Debug, format: json}
                """);
        assertThat(config.admin().enabled()).isFalse();
        assertThat(config.admin().configured()).isTrue();
        assertThat(config.admin().listen().authority()).isEqualTo("0.0.0.0:7000");
        assertThat(config.admin().allowedHosts()).containsExactly("mesher.example", "::1");
        assertThat(config.trustedPeers().ranges()).hasSize(3);
        assertThat(config.trustedPeers().contains(InetAddress.ofLiteral("10.200.0.1")))
                .isTrue();
        assertThat(config.trustedPeers().contains(InetAddress.ofLiteral("192.0.2.2")))
                .isFalse();
        assertThat(config.dataDir()).isEqualTo(dir.resolve("state"));
        assertThat(config.statusCodes()).isEqualTo(StatusCodes.ORIGINAL);
        assertThat(config.eventLoops()).isEqualTo(5);
        assertThat(config.limits()).isEqualTo(new Limits(1000, 2000, 3, 4, 0, 7, 5, 6));
        assertThat(config.timeouts())
                .isEqualTo(new Timeouts(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(90),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)));
        PolicyTable policies = config.governance().consumer();
        assertThat(policies.forOthers().timeouts().connect()).isEqualTo(Duration.ofMillis(1500));
        assertThat(policies.forOthers().timeouts().response()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policies.of("inventory").timeouts().response()).isEqualTo(Duration.ofMillis(800));
        assertThat(policies.of("inventory").timeouts().connect()).isEqualTo(Duration.ofMillis(1500));
        assertThat(policies.of("a.dotted.name").timeouts().response()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.pool()).isEqualTo(new PoolConfig(9, 7, Duration.ofHours(1)));
        assertThat(config.shutdown()).isEqualTo(new ShutdownConfig(Duration.ZERO, Duration.ZERO));
        assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Level.DEBUG, LogConfig.Format.JSON));
    }

    @Test
    void whoIsCalledGivesNoticeBeforeItGoes() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .env("SERVICE_PORTS", "rest:1")
                        .env("cse_protocols_http_listenAddress", "127.0.0.2:0")
                        .config()
                        .shutdown()
                        .notice())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "logLevel: WARN, WARN, TEXT",
        "logger_level: FATAL, ERROR, TEXT",
        "logFormatText: true, INFO, TEXT",
        "log_format_text: false, INFO, JSON",
        "'{logLevel: ERROR, mesher.log.level: debug}', DEBUG, TEXT",
        "'{logFormatText: true, mesher.log.format: json}', INFO, JSON",
    })
    void theOriginalsLogKeysCountWhereMeshersOwnSayNothing(String text, LogConfig.Level level, LogConfig.Format format)
            throws IOException {
        assertThat(config(text).log()).isEqualTo(new LogConfig(level, format));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin.enable: maybe | admin.enable: maybe (expected: true or false)",
                "admin.enable: '' | admin.enable: empty (expected: true or false)",
                "admin.enable: [true] | admin.enable: a list (expected: true or false)",
                "mesher.eventLoops: 0 | mesher.eventLoops: 0 (expected: 1 to 1024)",
                "mesher.eventLoops: 1.5 | mesher.eventLoops: 1.5 (expected: 1 to 1024)",
                "mesher.eventLoops: 99999999999 | mesher.eventLoops: 99999999999 (expected: 1 to 1024)",
                "mesher.eventLoops: [] | mesher.eventLoops: a list (expected: 1 to 1024)",
                "mesher.limits.headFields: many | mesher.limits.headFields: many (expected: 1 to 10000)",
                "mesher.limits.requestLineBytes: 40000 | mesher.limits.requestLineBytes: the request line may be longer (40000)"
                        + " than the head that it is part of (32768) (expected: requestLineBytes up to headBytes)",
                "mesher.limits.headBytes: 2000 | mesher.limits.headBytes: the request line may be longer (8192) than the head"
                        + " that it is part of (2000) (expected: requestLineBytes up to headBytes)",
                "mesher.timeouts.head: 10 | mesher.timeouts.head: 10" + MEANT + "10s?)",
                "mesher.timeouts.connect: 500 | mesher.timeouts.connect: 500" + MEANT + "500ms?)",
                "mesher.timeouts.head: 0 | mesher.timeouts.head: 0 (expected: a duration from 1ms to 24h)",
                "mesher.timeouts.head: ten | mesher.timeouts.head: ten" + DURATION,
                "mesher.timeouts.head: 10S | mesher.timeouts.head: 10S" + DURATION,
                "mesher.timeouts.head: 1m30 | mesher.timeouts.head: 1m30" + DURATION,
                "mesher.timeouts.head: -1s | mesher.timeouts.head: -1s" + DURATION,
                "mesher.timeouts.head: 1.2.3s | mesher.timeouts.head: 1.2.3s" + DURATION,
                "mesher.timeouts.head: '' | mesher.timeouts.head: empty" + DURATION,
                "mesher.timeouts.head: 9999999999h | mesher.timeouts.head: 9999999999h" + DURATION,
                "mesher.timeouts.head: 0s | mesher.timeouts.head: 0s (expected: a duration from 1ms to 24h)",
                "mesher.timeouts.head: 25h | mesher.timeouts.head: 25h (expected: a duration from 1ms to 24h)",
                "mesher.shutdown.drain: 61m | mesher.shutdown.drain: 61m (expected: a duration from 0s to 1h)",
                "mesher.shutdown.drain: [1s] | mesher.shutdown.drain: a list (expected: a duration from 0s to 1h)",
                "cse.isolation.Consumer.timeoutInMilliseconds: 0 | cse.isolation.Consumer.timeoutInMilliseconds: 0"
                        + " (expected: 1 to 2147483647)",
                "cse.isolation.Consumer.a.b.timeoutInMilliseconds: 1s | cse.isolation.Consumer.a.b.timeoutInMilliseconds: 1s"
                        + " (expected: milliseconds without a unit, 1 to 2147483647)",
                "mesher.compat.statusCodes: new | mesher.compat.statusCodes: new (expected: correct or original)",
                "mesher.log.level: loud | mesher.log.level: loud (expected: debug, info, warn or error)",
                "mesher.log.format: xml | mesher.log.format: xml (expected: text or json)",
                "mesher.dataDir: '' | mesher.dataDir: empty (expected: the path of a directory, which need not exist)",
                "mesher.dataDir: taken | mesher.dataDir: taken (expected: the path of a directory, which need not exist)",
                "mesher.trustedPeers: 10.0.0 | mesher.trustedPeers: 10.0.0 (expected: an IP address or a range, such as"
                        + " 10.0.0.0/8 or fd00::/8)",
                "mesher.trustedPeers: 10.0.0.0/33 | mesher.trustedPeers: 10.0.0.0/33: bad prefix (expected: 0 to 32 bits)",
                "mesher.trustedPeers: ['fd00::/x'] | mesher.trustedPeers: fd00::/x: bad prefix (expected: 0 to 128 bits)",
                "mesher.trustedPeers: [[10.0.0.1]] | mesher.trustedPeers: a list or keys in the list (expected: plain values)",
                "mesher.admin.allowedHosts: 'a:80' | mesher.admin.allowedHosts: a:80 (expected: a host name or an IP address,"
                        + " without a port)",
                "servicecomb.service.app: a b | servicecomb.service.app: a b (expected: 1 to 128 letters, digits and . - _, with"
                        + " a letter or digit at both ends)",
                "servicecomb.service.version: 1 0 | servicecomb.service.version: 1 0 (expected: 1 to 4 numbers from 0"
                        + " to 32767 with dots, such as 1.2.0: the registry takes no other)",
            })
    void aWrongValueIsToldWithWhatWasExpected(String text, String message) throws IOException {
        Files.writeString(dir.resolve("taken"), "");
        List<String> problems =
                new ConfigDir(dir).named().file("mesher.yaml", text).problems();
        assertThat(problems).singleElement().asString().isEqualTo("error: conf/mesher.yaml:1: " + message);
    }

    @Test
    void aValueNeverBreaksALogLine() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "mesher.log.level: \"a\\r\\nerror: \\e[31mfake \\u202e\"")
                        .problems())
                .containsExactly(
                        "error: conf/mesher.yaml:1: mesher.log.level: a??error: ?[31mfake ? (expected: debug, info,"
                                + " warn or error)");
    }

    @Test
    void aLongValueIsCut() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "mesher.log.level: " + "x".repeat(5000))
                        .problems())
                .containsExactly("error: conf/mesher.yaml:1: mesher.log.level: " + "x".repeat(100)
                        + "… (expected: debug, info, warn or error)");
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(Shown.value("servicecomb.credentials.account.Password", "hunter2"))
                .isEqualTo("(value not shown)");
        assertThat(Shown.value("x.secretKey", "hunter2")).isEqualTo("(value not shown)");
        assertThat(Shown.value("mesher.admin.token", "hunter2")).isEqualTo("(value not shown)");
        assertThat(Shown.value("mesher.log.level", "loud")).isEqualTo("loud");
    }

    @Test
    void secretsOfOtherKeysStandInNoMessage() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file(
                                "auth.yaml",
                                "cse.credentials: {accessKey: hunter2, secretKey: hunter2, pasword: hunter2}")
                        .file("mesher.yaml", "{servicecomb.credentials.secretKey: hunter3, mesher.eventLoops: 0}")
                        .problems())
                .hasSize(4)
                .noneMatch(line -> line.contains("hunter"));
    }
}
