package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.app.config.ConfigResult;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.name.ServiceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    @TempDir
    private Path dir;

    private ConfigDir config() {
        return new ConfigDir(dir).named();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chassis.yaml",
                "microservice.yaml",
                "mesher.yaml",
                "circuit_breaker.yaml",
                "load_balancing.yaml",
                "rate_limiting.yaml",
                "tls.yaml",
                "monitoring.yaml",
                "auth.yaml",
                "tracing.yaml",
                "lager.yaml",
                "router.yaml",
                "fault.yaml",
                "egress.yaml"
            })
    void anyKeyMayStandInAnyOfTheFiles(String name) throws IOException {
        ConfigDir config = config().file(name, "mesher.eventLoops: 3").file("other.yaml", "mesher.eventLoops: 4");
        assertThat(config.config("warning: conf/other.yaml: not read: Mesher reads no file of this name (expected:"
                                + " mesher.yaml)")
                        .eventLoops())
                .isEqualTo(3);
        assertThat(((ConfigResult.Loaded) config.load()).files()).containsExactly(dir.resolve("conf/" + name));
    }

    @Test
    void theFirstFileWinsAndTheOtherIsToldOf() throws IOException {
        assertThat(config().file("chassis.yaml", "mesher.eventLoops: 3")
                        .file("mesher.yaml", "\nmesher.eventLoops: 4")
                        .config("warning: conf/mesher.yaml:2: mesher.eventLoops: not used: mesher.eventLoops at"
                                + " conf/chassis.yaml:1 has another value and wins (the first one read wins)")
                        .eventLoops())
                .isEqualTo(3);
    }

    @Test
    void theSameValueTwiceIsNoProblem() throws IOException {
        config().file("chassis.yaml", "mesher.services.a: [b:1]")
                .file("mesher.yaml", "mesher: {services: {a: ['b:1']}}")
                .config();
    }

    @Test
    void theCurrentPrefixWinsOverTheOldOne() throws IOException {
        MesherConfig config = config().file(
                        "chassis.yaml", "cse.transport.maxIdleCon.rest: 3\nservicecomb.transport.maxIdleCon.rest: 4")
                .file("mesher.yaml", "servicecomb.isolation.Consumer.timeoutInMilliseconds: 5\n")
                .file("circuit_breaker.yaml", "cse.isolation.Consumer.timeoutInMilliseconds: 6\n")
                .config(
                        "warning: conf/chassis.yaml:1: cse.transport.maxIdleCon.rest: not used:"
                                + " servicecomb.transport.maxIdleCon.rest at conf/chassis.yaml:2 has another value and wins (that"
                                + " spelling goes before all others)",
                        "warning: conf/circuit_breaker.yaml:1: cse.isolation.Consumer.timeoutInMilliseconds: not used:"
                                + " servicecomb.isolation.Consumer.timeoutInMilliseconds at conf/mesher.yaml:1 has another value"
                                + " and wins (that spelling goes before all others)");
        assertThat(config.pool().idleConnections()).isEqualTo(4);
        assertThat(config.governance().consumer().forOthers().timeouts().response())
                .hasMillis(5);
    }

    @Test
    void theOriginalsOtherNameOfAKeyIsTheSameKey() throws IOException {
        assertThat(config().file("chassis.yaml", "servicecomb.transport.maxIdleCon: {http: 3, rest: 4}")
                        .config("warning: conf/chassis.yaml:1: servicecomb.transport.maxIdleCon.http: not used:"
                                + " servicecomb.transport.maxIdleCon.rest at conf/chassis.yaml:1 has another value and wins (that"
                                + " spelling goes before all others)")
                        .pool()
                        .idleConnections())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service_description: {name: a, version: 1.0.0}\nAPPLICATION_ID: b",
                "cse.service: {name: a, app: b, version: 1.0.0}"
            })
    void oldNamesOfTheServiceAreTaken(String text) throws IOException {
        assertThat(new ConfigDir(dir).file("microservice.yaml", text).config().service())
                .isEqualTo(new ServiceIdentity("a", "b", "1.0.0", ""));
    }

    @Test
    void theEnvironmentGoesBeforeFiles() throws IOException {
        MesherConfig config = new ConfigDir(dir)
                .env("CAS_COMPONENT_NAME", "env-name")
                .env("CAS_APPLICATION_NAME", "env-app")
                .env("CAS_INSTANCE_VERSION", "9.9.9")
                .env("ENVIRONMENT", "production")
                .env("mesher_eventLoops", "7")
                .env("cse_transport_maxIdleCon_rest", "8")
                .env("servicecomb.isolation.Consumer.timeoutInMilliseconds", "9")
                .env("mesher_services_orders", "10.0.0.1:80, 10.0.0.2:80")
                .env("admin_enable", "false")
                .env("mesher_log_level", "")
                .file(
                        "chassis.yaml",
                        "mesher.eventLoops: 3\nservicecomb.transport.maxIdleCon.rest: 4\nmesher.log.level: warn")
                .file("microservice.yaml", "servicecomb.service: {name: n, app: a, version: 1.0.0, environment: e}")
                .config();
        assertThat(config.service()).isEqualTo(new ServiceIdentity("env-name", "env-app", "9.9.9", "production"));
        assertThat(config.eventLoops()).isEqualTo(7);
        assertThat(config.pool().idleConnections()).isEqualTo(8);
        assertThat(config.governance().consumer().forOthers().timeouts().response())
                .hasMillis(9);
        assertThat(config.staticServices().get("orders")).hasSize(2);
        assertThat(config.admin().enabled()).isFalse();
        assertThat(config.log().level()).hasToString("WARN");
    }

    @Test
    void otherVariablesAreNobodysBusiness() {
        config().env("PATH", "/bin")
                .env("HOME", "/root")
                .env("http_proxy", "http://127.0.0.1:30101")
                .env("mesherx", "1")
                .env("CSE_PROJECT_ID", "1")
                .env("MESHER_SERVICE_HOST", "10.0.0.1")
                .env("", "")
                .config();
    }

    @Test
    void aWrongValueInTheEnvironmentIsToldWithItsVariable() {
        assertThat(config().env("mesher_eventLoops", "none").problems())
                .containsExactly("error: environment mesher_eventLoops: mesher.eventLoops: none (expected: 1 to 1024)");
    }

    @Test
    void anUnknownKeyInTheEnvironmentIsToldWithItsVariable() {
        config().env("mesher_eventloops", "1")
                .config(
                        "warning: environment mesher_eventloops: mesher.eventloops: unknown key, without effect (nearest known"
                                + " key: mesher.eventLoops)");
    }

    @Test
    void aVariableWithANameOfItsOwnGoesBeforeTheGeneralForm() {
        assertThat(config().env("servicecomb_service_name", "other")
                        .config("warning: environment servicecomb_service_name: servicecomb.service.name: not used:"
                                + " servicecomb.service.name at environment CAS_COMPONENT_NAME has another value and wins (the"
                                + " first one read wins)")
                        .service()
                        .name())
                .isEqualTo("orders");
    }

    @Test
    void theRegistrysVariablesAreKnown() throws IOException {
        MesherConfig config = config().env("PAAS_CSE_SC_ENDPOINT", "http://10.0.0.1:30100")
                .env("PAAS_CSE_ENDPOINT", "http://10.0.0.2:30100")
                .file("chassis.yaml", "servicecomb.registry.address: http://10.0.0.3:30100")
                .config(
                        "warning: environment PAAS_CSE_ENDPOINT: servicecomb.config.client.serverUri: no effect in this release:"
                                + " the configuration is read from files, environment and flags only");
        assertThat(config.registry().addresses()).hasToString("[10.0.0.1:30100]");
    }

    @Test
    void placeholdersAreExpandedFromTheEnvironment() throws IOException {
        MesherConfig config = config().env("LOOPS", "6")
                .env("EMPTY", "")
                .env("HOST", "10.0.0.1")
                .file("mesher.yaml", """
                        mesher:
                          eventLoops: ${LOOPS}
                          services: {a: ["${HOST||x}:${PORT||81}", "${EMPTY||y}:82"]}
                          dataDir: "${1bad}/${not closed"
                        """)
                .config();
        assertThat(config.eventLoops()).isEqualTo(6);
        assertThat(config.staticServices().get("a")).hasToString("[10.0.0.1:81, y:82]");
        assertThat(config.dataDir()).isEqualTo(dir.resolve("${1bad}/${not closed"));
    }

    @Test
    void aPlaceholderWithoutAValueIsToldOf() throws IOException {
        config().file("mesher.yaml", "servicecomb:\n  service.version: '1${NOBODY}'")
                .config(
                        "warning: conf/mesher.yaml:2: servicecomb.service.version: ${NOBODY}: the environment has no NOBODY"
                                + " (expected: that it is set, or ${NOBODY||default})");
    }

    @Test
    void theDirectoryOfTheFilesIsFoundInTheOriginalsPlaces() throws IOException {
        for (String place : List.of("conf", "home/conf", "program/conf", "named", "flag")) {
            new ConfigDir(dir).file(place + "/chassis.yaml", "servicecomb.service.name: " + place.replace('/', '-'));
        }
        new ConfigDir(dir).file("flag/my.yaml", "mesher.eventLoops: 3");
        assertThat(new ConfigDir(dir).config().service().name()).isEqualTo("conf");
        assertThat(new ConfigDir(dir)
                        .env("MESHER_FOLDER", "program")
                        .config()
                        .service()
                        .name())
                .isEqualTo("program-conf");
        assertThat(new ConfigDir(dir)
                        .env("MESHER_FOLDER", "bare")
                        .config()
                        .service()
                        .name())
                .isEqualTo("conf");
        ConfigDir flag = new ConfigDir(dir).flags("--config", "flag/my.yaml");
        assertThat(flag.config().service().name()).isEqualTo("flag");
        assertThat(flag.config().eventLoops()).isEqualTo(3);
        flag.env("CHASSIS_HOME", "home");
        assertThat(flag.config().service().name()).isEqualTo("home-conf");
        assertThat(flag.config().dataDir()).isEqualTo(dir.resolve("home/data"));
        assertThat(flag.config().eventLoops()).isEqualTo(3);
        flag.env("CHASSIS_CONF_DIR", dir.resolve("named").toString());
        assertThat(flag.config().service().name()).isEqualTo("named");
    }

    @Test
    void placesThatDoNotExistAreToldOf() throws IOException {
        assertThat(config().env("CHASSIS_CONF_DIR", "nowhere").problems())
                .containsExactly(
                        "error: environment CHASSIS_CONF_DIR: nowhere: no such directory (expected: the one that"
                                + " holds chassis.yaml)");
        assertThat(config().flags("--config=nothing.yaml").problems())
                .containsExactly(
                        "error: flag --config: nothing.yaml: no such file (expected: the path of mesher.yaml)");
        assertThat(config().env("CHASSIS_HOME", "nowhere").problems())
                .containsExactly("error: environment CHASSIS_HOME: nowhere: no such directory (expected: the one that"
                        + " holds conf)");
        Files.createDirectories(dir.resolve("empty"));
        config().env("CHASSIS_HOME", "empty")
                .config(
                        "warning: environment CHASSIS_HOME: empty/conf: no such directory, so no files are read from it");
        assertThat(config().flags("--config", "a\0b").problems())
                .containsExactly("error: flag --config: a?b (expected: a path)");
    }

    @Test
    void filesThatNobodyReadsAreReported() throws IOException {
        config().file("config.yaml", "a: 1")
                .file("notes.txt", "text")
                .config(
                        "warning: conf/config.yaml: not read: Mesher reads no file of this name (expected: mesher.yaml)");
    }

    @Test
    void variablesInCapitalsAreReported() {
        config().env("MESHER_LOG_LEVEL", "debug")
                .env("MESHER_JAVA_OPTS", "-Xmx64m")
                .env("MESHER_REQUIRE_PEERS", "1")
                .config("warning: environment MESHER_LOG_LEVEL: not used: upper and lower case must match (expected:"
                        + " mesher_log_level)");
    }

    @Test
    void anUnclosedPlaceholderIsReported() throws IOException {
        config().file("mesher.yaml", "servicecomb.service.app: '${UNCLOSED'\nmesher.log.level: info")
                .told()
                .forEach(line -> assertThat(line).contains("servicecomb.service.app"));
        assertThat(config().file("mesher.yaml", "servicecomb.service.app: '${UNCLOSED'")
                        .told())
                .contains("warning: conf/mesher.yaml:1: servicecomb.service.app: ${ without } (expected: ${NAME} or"
                        + " ${NAME||default})");
    }

    @Test
    void aBrokenLinkInPlaceOfAFileIsToldOf() throws IOException {
        Files.createDirectories(dir.resolve("conf"));
        Files.createSymbolicLink(dir.resolve("conf/chassis.yaml"), dir.resolve("gone.yaml"));
        assertThat(config().problems())
                .containsExactly(
                        "error: conf/chassis.yaml: a link to a file that doesn't exist (expected: a YAML file)");
    }
}
