package io.mesher.app.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistryConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code servicecomb.registry} and what the registry is told. */
class RegistryTest {
    private static final String EXPECTED = " (expected: http://host:port, such as http://10.0.0.1:30100)";

    @TempDir
    private Path dir;

    private ConfigDir config(String text) throws IOException {
        return new ConfigDir(dir).named().env("HOSTNAME", "vm1").file("chassis.yaml", text);
    }

    // --- which registry

    @Test
    void withoutAnyKeyItIsTheOneOfThisMachine() {
        assertThat(new ConfigDir(dir).named().config().registry())
                .isEqualTo(new RegistryConfig(
                        RegistryConfig.Type.EMBEDDED,
                        List.of(new Endpoint("127.0.0.1", 30100)),
                        "default",
                        null,
                        true,
                        true,
                        Duration.ofSeconds(30),
                        true,
                        RegistryConfig.HeartbeatMode.REQUEST,
                        Duration.ofSeconds(30),
                        false,
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5:30101", "eth0:30101"})
    void tellsThatOthersCannotFindWhatIsRegisteredOnThisMachineOnly(String listen) throws IOException {
        config("servicecomb.protocols.http.listenAddress: \"" + listen + "\"\n")
                .card("eth0", "10.0.0.5")
                .env("SERVICE_PORTS", "rest:8080")
                .config(
                        "warning: conf/chassis.yaml:1: servicecomb.protocols.http.listenAddress: accepts calls from other"
                                + " machines, but without a registry's address the service is registered on this machine only,"
                                + " where other machines can't find it (expected: servicecomb.registry.address, or"
                                + " servicecomb.registry.type: embedded if all callers are on this machine)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servicecomb.registry.address: http://10.0.0.1:30100",
                "servicecomb.registry.type: embedded",
                "servicecomb.registry.disabled: true"
            })
    void tellsNothingOfTheKindWhereARegistryWasChosen(String chosen) throws IOException {
        config("servicecomb.protocols.http.listenAddress: \"10.0.0.5:30101\"\n" + chosen + "\n")
                .env("SERVICE_PORTS", "rest:8080")
                .config();
    }

    @Test
    void everyKeyReachesItsRecord() throws IOException {
        RegistryConfig registry =
                config("""
                servicecomb:
                  registry:
                    type: servicecenter
                    address: [http://10.0.0.1, "HTTP://sc.example:1/", "[fd00::1]", 10.0.0.2:2]
                    discovery.disabled: true
                    register: manual
                    refreshInterval: 1m
                    watch: false
                    autoIPIndex: true
                    heartbeat: {mode: ping-pong, interval: 15s}
                  credentials.account: {name: mesher, password: "s3 cret"}
                mesher.registry.timeout: 2s
                """).env("CSE_PROJECT_ID", "p1").config().registry();
        assertThat(registry)
                .isEqualTo(new RegistryConfig(
                        RegistryConfig.Type.SERVICE_CENTER,
                        List.of(
                                new Endpoint("10.0.0.1", 30100),
                                new Endpoint("sc.example", 1),
                                new Endpoint("fd00::1", 30100),
                                new Endpoint("10.0.0.2", 2)),
                        "p1",
                        new RegistryConfig.Account("mesher", "s3 cret"),
                        false,
                        false,
                        Duration.ofMinutes(1),
                        false,
                        RegistryConfig.HeartbeatMode.WEB_SOCKET,
                        Duration.ofSeconds(15),
                        true,
                        Duration.ofSeconds(2)));
    }

    @Test
    void disabledThereIsNoneWhateverElseIsSaid() throws IOException {
        RegistryConfig registry = config(
                        "servicecomb.registry: {disabled: true, type: servicecenter, address: 'https://a:1'}")
                .config(
                        "warning: conf/chassis.yaml:1: servicecomb.registry.address: not used: servicecomb.registry.disabled"
                                + " at conf/chassis.yaml:1 switches the registry off",
                        "warning: conf/chassis.yaml:1: servicecomb.registry.type: not used: servicecomb.registry.disabled at"
                                + " conf/chassis.yaml:1 switches the registry off")
                .registry();
        assertThat(registry.type()).isEqualTo(RegistryConfig.Type.DISABLED);
        assertThat(registry.addresses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1, 127.0.0.1, 1", "http://[::1]:2, ::1, 2", "localhost, 127.0.0.1, 30100"})
    void theEmbeddedOneMayBeAnywhereOnLoopback(String address, String host, int port) throws IOException {
        RegistryConfig registry = config("servicecomb.registry: {type: embedded, address: '" + address + "'}")
                .config()
                .registry();
        assertThat(registry.type()).isEqualTo(RegistryConfig.Type.EMBEDDED);
        assertThat(registry.addresses()).containsExactly(new Endpoint(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:30100", "sc.example:30100", "0.0.0.0:30100"})
    void theEmbeddedOneIsNotHostedForOtherMachines(String address) throws IOException {
        assertThat(config("servicecomb.registry: {type: embedded, address: '" + address + "'}")
                        .problems())
                .containsExactly("error: conf/chassis.yaml:1: servicecomb.registry.address: " + address
                        + " is not on loopback, where the embedded registry is hosted (expected: such as"
                        + " http://127.0.0.1:30100; for more than one machine run mesher registry there, with an account, and"
                        + " set servicecomb.registry.type: servicecenter)");
    }

    @Test
    void thereIsOneEmbeddedOne() throws IOException {
        assertThat(config("servicecomb.registry: {type: embedded, address: '127.0.0.1:1,127.0.0.1:2'}")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: servicecomb.registry.address: several addresses, but there is"
                                + " one embedded registry (expected: one, such as http://127.0.0.1:30100)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type: servicecenter", "{type: servicecenter, address: ''}", "{type: servicecenter, address: []}"
            })
    void aServiceCenterNeedsAnAddress(String text) throws IOException {
        assertThat(config("servicecomb.registry:\n " + text).problems())
                .containsExactly(
                        "error: conf/chassis.yaml:2: servicecomb.registry.type: servicecenter: without an address"
                                + " (expected: servicecomb.registry.address, http://host:port, such as http://10.0.0.1:30100)");
    }

    @Test
    void aBadAddressIsToldOnce() throws IOException {
        assertThat(config("servicecomb.registry: {type: servicecenter, address: 'http://'}")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: servicecomb.registry.address: http://: no host" + EXPECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://a:1 | unknown scheme",
                "http://a:1/v4 | with a path",
                "http://a:1?x | with a path",
                "http://a b:1 | neither a host name nor an IP address",
                "http://10.0.0.256:1 | neither a host name nor an IP address",
                "https://a:1 | TLS to the registry is not in this release; Mesher refuses to start rather than send plain text",
            })
    void whatIsNoAddressIsRefused(String address, String why) throws IOException {
        assertThat(config("cse.service.registry.address: ['http://b:1', '" + address + "']")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: cse.service.registry.address: " + address + ": " + why + EXPECTED);
    }

    @Test
    void tlsIsRefusedInTheEnvironmentToo() {
        assertThat(new ConfigDir(dir)
                        .named()
                        .env("PAAS_CSE_ENDPOINT", "HTTPS://a:1")
                        .problems())
                .first()
                .asString()
                .startsWith(
                        "error: environment PAAS_CSE_ENDPOINT: servicecomb.registry.address: HTTPS://a:1: TLS to the");
    }

    @Test
    void noPasswordIsShown() throws IOException {
        List<String> problems = config("""
                servicecomb:
                  registry.address: http://user:s3cret@10.0.0.1:1
                  credentials.account.password: "s3cret\\a"
                """).problems();
        assertThat(problems)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("s3cret"))
                .contains(
                        "error: conf/chassis.yaml:3: servicecomb.credentials.account.password: (value not shown) (expected: a"
                                + " text without control characters, at most 1024 characters)",
                        "error: conf/chassis.yaml:3: servicecomb.credentials.account.password: alone (expected:"
                                + " servicecomb.credentials.account.name too, or neither)");
        assertThat(new RegistryConfig.Account("a", "s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void aNameWithoutAPasswordIsRefused() throws IOException {
        assertThat(config("cse.credentials.account.name: a").problems())
                .containsExactly("error: conf/chassis.yaml:1: cse.credentials.account.name: alone (expected:"
                        + " servicecomb.credentials.account.password too, or neither)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registry.type: zookeeper | servicecenter or embedded",
                "registry.register: yes | auto or manual",
                "registry.scope: all | app or full",
                "registry.heartbeat.mode: push | non-keep-alive or ping-pong",
                "registry.heartbeat.interval: 2h | a duration from 1ms to 1h",
                "registry.refreshInterval: 10 | a duration with a unit, such as 10s, 500ms or 1m30s; did you mean 10s?",
                "registry.refreshInterval: 500ms | a duration from 1s to 1h",
                "registry.watch: maybe | true or false",
                "service.status: up | UP, DOWN, STARTING, TESTING or OUTOFSERVICE",
                "service.hostname: a b | 1 to 64 visible ASCII characters without spaces",
            })
    void otherValuesAreRefused(String line, String expected) throws IOException {
        String[] pair = line.split(": ", 2);
        assertThat(config("servicecomb." + line).problems())
                .containsExactly("error: conf/chassis.yaml:1: servicecomb." + pair[0] + ": " + pair[1] + " (expected: "
                        + expected + ")");
    }

    @Test
    void heartbeatsThatAreTooFrequentAreRaised() throws IOException {
        assertThat(config("servicecomb.registry.heartbeat.interval: 5s")
                        .config(
                                "warning: conf/chassis.yaml:1: servicecomb.registry.heartbeat.interval: 5s: taken as 10s, to"
                                        + " spare the registry (expected: 10s or more)")
                        .registry()
                        .heartbeatInterval())
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aProjectThatIsNoPartOfAUrlIsRefused() {
        assertThat(new ConfigDir(dir).named().env("CSE_PROJECT_ID", "a/b").problems())
                .containsExactly(
                        "error: environment CSE_PROJECT_ID: a/b (expected: at most 128 letters, digits and . - _)");
    }

    // --- what it is told

    @Test
    void whatIsToldHasDefaults() {
        assertThat(new ConfigDir(dir).named().env("HOSTNAME", "vm1").config().registration())
                .isEqualTo(new RegistrationConfig(
                        "vm1", null, "UP", false, Map.of(), Map.of(), List.of(), List.of(), null));
    }

    @Test
    void whatIsToldIsWhatIsConfigured() throws IOException {
        MesherConfig config = config("""
                servicecomb:
                  protocols.rest-admin.advertiseAddress: 198.51.100.7:30102
                  registry.scope: full
                  service:
                    hostname: node-1
                    status: TESTING
                    properties: {team: blue, a.b: 1}
                    instanceProperties: {rack: r1}
                    schemas: [one, two]
                    paths:
                      - {path: "/orders/{id}", property: {checksession: false}}
                      - path: /stock
                      - /plain
                region: {name: north, availableZone: az-1}
                """).env("HOSTING_SERVER_IP", "10.1.1.1").config();
        assertThat(config.registration())
                .isEqualTo(new RegistrationConfig(
                        "node-1",
                        "10.1.1.1",
                        "TESTING",
                        true,
                        Map.of("team", "blue", "a.b", "1"),
                        Map.of("rack", "r1"),
                        List.of(
                                new RegistrationConfig.Path("/orders/{id}", Map.of("checksession", "false")),
                                new RegistrationConfig.Path("/stock", Map.of()),
                                new RegistrationConfig.Path("/plain", Map.of())),
                        List.of("one", "two"),
                        new RegistrationConfig.DataCenter("north", "north", "az-1")));
        assertThat(config.admin().advertise()).hasToString("198.51.100.7:30102");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{property: {a: b}}]",
                "[{path: /a, property: b}]",
                "[{path: /a, property: {b: [c]}}]",
                "[{path: /a, prperty: {b: c}}]",
                "[{path: [/a]}]",
                "['/a b']",
                "['']",
                "[[/a]]"
            })
    void whatIsNoPathIsRefused(String paths) throws IOException {
        assertThat(config("servicecomb.service.paths: " + paths).problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: servicecomb.service.paths: not a path (expected: paths, each"
                                + " such as /orders or {path: /orders, property: {name: text}})");
    }

    @Test
    void aPathThatSaysAThingTwiceIsRefused() throws IOException {
        assertThat(config("servicecomb.service.paths:\n- {path: /a, path: /b}").problems())
                .containsExactly(
                        "error: conf/chassis.yaml:2: servicecomb.service.paths: duplicate key path (expected: each key once)");
    }

    @Test
    void aMachinesNameIsNotLongerThanTheRegistryTakes() {
        String name = new ConfigDir(dir)
                .named()
                .env("HOSTNAME", "n".repeat(100))
                .config()
                .registration()
                .hostName();
        assertThat(name).isEqualTo("n".repeat(64));
        assertThat(new ConfigDir(dir).named().config().registration().hostName())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void theMachinesAddressMayBeItsName() throws IOException {
        ConfigDir config = config("servicecomb: {service.hostname: $INTERNAL_IP, registry.type: embedded}");
        assertThat(config.config().registration().hostName()).isEqualTo("127.0.0.1");
        config.env("SERVICE_PORTS", "rest:1").env("servicecomb_protocols_http_listenAddress", "192.0.2.1:1");
        assertThat(config.config().registration().hostName()).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({"name, availableZone", "availableZone, name"})
    void halfADataCentreIsNotTold(String there, String missing) throws IOException {
        assertThat(config("region." + there + ": x")
                        .config("warning: conf/chassis.yaml:1: region." + there
                                + ": set alone, so it isn't registered (expected: region." + missing + " too)")
                        .registration()
                        .dataCenter())
                .isNull();
    }

    // --- who is registered

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "1.2.3.4", "0.0.0", "32767.1", "''"})
    void versionsThatTheRegistryTakes(String version) throws IOException {
        config("servicecomb.service.version: " + version).config();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.3.4.5", "1.", ".1", "1..2", "v1", "1.2-SNAPSHOT", "32768", "99999999999", "-1", "latest"})
    void versionsThatItDoesNotTake(String version) throws IOException {
        assertThat(config("servicecomb.service.version: '" + version + "'").problems())
                .containsExactly("error: conf/chassis.yaml:1: servicecomb.service.version: " + version
                        + " (expected: 1 to 4 numbers from 0 to 32767 with dots, such as 1.2.0: the registry takes no"
                        + " other)");
        assertThat(config("servicecomb: {service.version: '" + version + "', registry.disabled: true}")
                        .config()
                        .service()
                        .version())
                .isEqualTo(version);
    }

    @Test
    void environmentsThatTheRegistryDoesNotTake() throws IOException {
        assertThat(config("").env("ENVIRONMENT", "staging").problems())
                .containsExactly("error: environment ENVIRONMENT: servicecomb.service.environment: staging (expected:"
                        + " development, testing, acceptance or production)");
        assertThat(config("servicecomb.registry.disabled: true")
                        .env("ENVIRONMENT", "staging")
                        .config()
                        .service()
                        .environment())
                .isEqualTo("staging");
    }
}
