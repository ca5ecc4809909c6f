package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.BalancePolicy.Strategy;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.FallbackPolicy;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations as users of CSE Mesher have them. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/examples");
    private static final String NO_SUCH_FILE = ": There is no such file. Check the path.";
    private static final String NOWHERE = ": incoming requests have nowhere to go: no port of the application is known"
            + " (expected: SERVICE_PORTS=rest:8080 or --service-ports rest:8080)";
    private static final String FILES_ONLY =
            ": no effect in this release: the configuration is read from files, environment and flags only";
    private static final String LISTEN = ": servicecomb.protocols.http.listenAddress";

    @TempDir
    private Path dir;

    private ConfigDir example(String name) throws IOException {
        ConfigDir config = new ConfigDir(dir);
        for (String folder : List.of("_common", name)) {
            try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
                for (Path file : files.toList()) {
                    config.file(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return config;
    }

    private static void assertIsOrders(MesherConfig config) {
        assertThat(config.service()).isEqualTo(new ServiceIdentity("orders", "shop", "1.2.0", "testing"));
        assertThat(config.admin().enabled()).isTrue();
    }

    private static void assertRegistry(MesherConfig config, String addresses) {
        assertThat(config.registry().type()).isEqualTo(RegistryConfig.Type.SERVICE_CENTER);
        assertThat(config.registry().addresses()).hasToString(addresses);
    }

    private static void assertListens(MesherConfig config, String incoming) {
        assertThat(config.http().outgoing().authority()).isEqualTo("127.0.0.1:30101");
        assertThat(config.http().incoming()).isNotNull().hasToString(incoming);
    }

    @Test
    void consumerOnly() throws IOException {
        MesherConfig config = example("01-consumer-only").config();
        assertIsOrders(config);
        assertRegistry(config, "[127.0.0.1:30100]");
        assertThat(config.registry().refreshInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.registration().allowCrossApp()).isTrue();
        assertThat(config.registration().properties()).containsExactly(Map.entry("team", "blue"));
        assertThat(config.registration().instanceProperties()).containsExactly(Map.entry("rack", "r1"));
        assertThat(config.http().outgoing().authority()).isEqualTo("127.0.0.1:30101");
        assertThat(config.http().incoming()).isNull();
        assertThat(config.admin().listen().authority()).isEqualTo("127.0.0.1:30102");
        assertThat(config.admin().configured()).isTrue();
        assertThat(config.shutdown().notice()).isZero();
    }

    @Test
    void consumerAndProvider() throws IOException {
        MesherConfig config = example("02-consumer-and-provider")
                .flags("--service-ports=rest:8080,grpc:9000")
                .config(
                        "warning: conf/chassis.yaml:7: servicecomb.protocols.grpc.listenAddress: no effect in this release: only"
                                + " protocols.http and protocols.rest-admin are opened");
        assertThat(config.governance().consumer().of("any").failureStatuses()).containsExactlyInAnyOrder(502, 503);
        assertIsOrders(config);
        assertRegistry(config, "[10.0.0.1:30100, 10.0.0.2:30100]");
        assertThat(config.registry().ipIndex()).isTrue();
        assertThat(config.registry().watch()).isTrue();
        assertThat(config.registry().heartbeatMode()).isEqualTo(RegistryConfig.HeartbeatMode.WEB_SOCKET);
        assertThat(config.registry().heartbeatInterval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.registration().dataCenter())
                .isEqualTo(new RegistrationConfig.DataCenter("north", "north", "az1"));
        assertThat(config.registration().allowCrossApp()).isFalse();
        assertListens(config, "192.0.2.10:30101");
        assertThat(config.http().advertise()).hasToString("198.51.100.7:30101");
        assertThat(config.admin().listen().authority()).isEqualTo("0.0.0.0:30102");
        assertThat(config.pool().idleConnections()).isEqualTo(256);
        assertThat(config.servicePorts()).hasSize(2);
        assertThat(config.shutdown().notice()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void oldPrefix() throws IOException {
        MesherConfig config = example("03-old-cse-prefix")
                .config(
                        "warning: conf/chassis.yaml:4: cse.protocols.http.listenAddress" + NOWHERE,
                        "warning: conf/chassis.yaml:8: cse.config.client.serverUri" + FILES_ONLY
                                + " (also: cse.config.client.refreshMode, cse.config.client.refreshInterval)");
        assertRegistry(config, "[127.0.0.1:30100]");
        assertThat(config.registration().allowCrossApp()).isTrue();
        assertThat(config.registration().instanceProperties()).containsExactly(Map.entry("rack", "r1"));
        assertThat(config.service()).isEqualTo(new ServiceIdentity("orders", "default", "1.2.0", ""));
        assertListens(config, "192.0.2.10:30101");
    }

    @Test
    void loadBalancing() throws IOException {
        PolicyTable policies =
                example("04-loadbalance-retry").config().governance().consumer();
        ServicePolicy others = policies.forOthers();
        assertThat(others.balance().strategy()).isEqualTo(Strategy.ROUND_ROBIN);
        assertThat(others.balance().zoneAware()).isTrue();
        BackoffPolicy backoff =
                new BackoffPolicy(BackoffPolicy.Kind.EXPONENTIAL, Duration.ofMillis(50), Duration.ofMillis(400));
        assertThat(others.retry()).isEqualTo(new RetryPolicy(RetryPolicy.Mode.ON, 1, 2, backoff));
        assertThat(policies.byService()).containsOnlyKeys("inventory");
        ServicePolicy inventory = policies.of("inventory");
        assertThat(inventory.balance().strategy()).isEqualTo(Strategy.SESSION_STICKINESS);
        assertThat(inventory.balance().sessionTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(inventory.balance().sessionFailures()).isEqualTo(3);
        assertThat(inventory.balance().zoneAware())
                .as("the block for all is replaced")
                .isFalse();
        assertThat(inventory.retry()).isEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    void circuitBreaker() throws IOException {
        MesherConfig config = example("05-circuit-breaker").config();
        assertIsOrders(config);
        assertThat(config.governance().consumer().of("inventory").timeouts().response())
                .isEqualTo(Duration.ofMillis(800));
        assertThat(config.governance().consumer().of("other").timeouts().response())
                .isEqualTo(Duration.ofSeconds(5));
        ServicePolicy others = config.governance().consumer().of("other");
        ServicePolicy inventory = config.governance().consumer().of("inventory");
        assertThat(others.maxConcurrent()).isEqualTo(200);
        assertThat(inventory.maxConcurrent()).isEqualTo(20);
        assertThat(others.breaker()).isEqualTo(new BreakerPolicy(true, false, false, Duration.ofSeconds(3), 10, 40));
        assertThat(inventory.breaker()).isEqualTo(new BreakerPolicy(true, true, false, Duration.ofSeconds(3), 10, 40));
        assertThat(others.fallback().kind()).isEqualTo(FallbackPolicy.Kind.THROW_EXCEPTION);
        assertThat(inventory.fallback().kind()).isEqualTo(FallbackPolicy.Kind.RETURN_NULL);
    }

    @Test
    void routeRules() throws IOException {
        RouteTable routes = example("07-route-rules").config().governance().routes();
        assertThat(routes.of("inventory").rules())
                .extracting(RouteRule::precedence)
                .containsExactly(10, 5, 1);
        assertThat(routes.of("inventory").rules().getLast().routes())
                .containsExactly(
                        new WeightedSubset(20, new Subset("1.0.0", "otherapp", Map.of())),
                        new WeightedSubset(80, Subset.LATEST));
        assertThat(routes.of("billing").rules().getFirst().routes())
                .extracting(WeightedSubset::weight)
                .containsExactly(20, 20, 60);
    }

    @Test
    void governance() throws IOException {
        MesherConfig config = example("08-governance")
                .config(
                        "warning: conf/chassis.yaml:3" + LISTEN + NOWHERE,
                        "warning: conf/chassis.yaml:8: servicecomb.handler.chain.Consumer.outgoing: traffic-marker: does nothing"
                                + " in this release",
                        "warning: conf/chassis.yaml:8: servicecomb.handler.chain.Consumer.outgoing: rate-limiter: does nothing in"
                                + " this release",
                        "warning: conf/router.yaml:4: servicecomb.matchGroup.writes: without effect: no rule refers to it, and"
                                + " requests are neither marked nor limited by it in this release",
                        "warning: conf/router.yaml:12: servicecomb.rateLimiting.l1: no effect in this release: requests are"
                                + " neither marked nor limited");
        assertListens(config, "192.0.2.10:30101");
    }

    @Test
    void tls() throws IOException {
        assertThat(example("11-tls").problems())
                .containsExactly(
                        "error: conf/tls.yaml:3: ssl.mesher.Provider.certFile: /etc/ssl/local-proxy.crt" + NO_SUCH_FILE,
                        "error: conf/tls.yaml:4: ssl.mesher.Provider.keyFile: /etc/ssl/local-proxy.key" + NO_SUCH_FILE,
                        "error: conf/tls.yaml:11: ssl.rest.Consumer.caFile: /etc/ssl/ca.crt" + NO_SUCH_FILE,
                        "error: conf/tls.yaml:12: ssl.rest.Consumer.certFile: /etc/ssl/orders.crt" + NO_SUCH_FILE,
                        "error: conf/tls.yaml:13: ssl.rest.Consumer.keyFile: /etc/ssl/orders.key" + NO_SUCH_FILE,
                        "warning: conf/tls.yaml:7: ssl.orders.rest.Provider.certFile: not used: there is no external port"
                                + " (expected: servicecomb.protocols.http.listenAddress with an address that others can call)",
                        "warning: conf/tls.yaml:15: ssl.registrator.Consumer.verifyPeer: no effect in this release: the registry"
                                + " is called by http, and https addresses are refused");
    }

    @Test
    void edge() throws IOException {
        assertThat(example("12-edge").flags("--mode", "edge").problems())
                .containsExactly(
                        "error: flag --mode: edge: not in this release; Mesher refuses to start rather than run what is meant"
                                + " for an edge as a sidecar (expected: sidecar)",
                        "error: conf/chassis.yaml:10: servicecomb.handler.chain.Provider.incoming: no transport: the chain can't"
                                + " send anything (expected: transport, as the last)",
                        "warning: conf/chassis.yaml:4" + LISTEN + NOWHERE,
                        "warning: conf/mesher.yaml:4: mesher.ingress.type: no effect in this release: there is no edge mode"
                                + " (also: mesher.ingress.rule.http)");
    }

    @Test
    void health() throws IOException {
        assertIsOrders(example("13-health")
                .config(
                        "warning: conf/mesher.yaml:5: pprof.enable: no effect in this release: use the JDK's tools (also:"
                                + " pprof.listen)"));
    }

    @Test
    void kie() throws IOException {
        MesherConfig config = example("14-kie")
                .config(
                        "warning: conf/chassis.yaml:3" + LISTEN + NOWHERE,
                        "warning: conf/chassis.yaml:7: servicecomb.config.client.serverUri" + FILES_ONLY
                                + " (also: servicecomb.config.client.type, servicecomb.config.client.refreshMode,"
                                + " servicecomb.config.client.refreshInterval)");
        assertListens(config, "192.0.2.10:30101");
    }

    @Test
    void kieWithARegistryOverTlsFromTheEnvironment() throws IOException {
        assertThat(example("14-kie").env("SC_ADDR", "https://10.0.0.1:30100").problems())
                .contains(
                        "error: conf/chassis.yaml:5: servicecomb.registry.address: https://10.0.0.1:30100: TLS to the registry is"
                                + " not in this release; Mesher refuses to start rather than send plain text (expected:"
                                + " http://host:port, such as http://10.0.0.1:30100)");
    }

    @Test
    void logging() throws IOException {
        LogConfig log = example("15-logging").config().log();
        assertThat(log.level()).isEqualTo(LogConfig.Level.INFO);
        assertThat(log.format()).isEqualTo(LogConfig.Format.JSON);
        assertThat(log.standardOutput()).isTrue();
        assertThat(log.standardError()).isFalse();
        assertThat(log.file()).isNotNull();
        assertThat(log.file().path().toString()).endsWith("log/mesher.log");
        assertThat(log.file().maxBytes()).isEqualTo(20L * 1024 * 1024);
        assertThat(log.file().maxDays()).isEqualTo(3);
        assertThat(log.file().backups()).isEqualTo(5);
    }

    @Test
    void tracing() throws IOException {
        MesherConfig config = example("16-tracing").config();
        assertIsOrders(config);
        assertThat(config.telemetry().tracing().exporter())
                .isEqualTo(new TracingConfig.Exporter(
                        TracingConfig.Protocol.ZIPKIN,
                        "127.0.0.1",
                        9411,
                        "/api/v2/spans",
                        "orders",
                        1,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        2048,
                        false,
                        TracingConfig.SecretFields.NONE,
                        Map.of()));
    }

    @Test
    void manualRegister() throws IOException {
        MesherConfig config = example("17-manual-register").config("warning: conf/chassis.yaml:3" + LISTEN + NOWHERE);
        assertRegistry(config, "[127.0.0.1:30100]");
        assertThat(config.registry().registerInstance()).isFalse();
        assertListens(config, "192.0.2.10:30101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"06-rate-limit", "09-fault", "10-egress"})
    void oneFamilyThatHasNoEffectYet(String name) throws IOException {
        ConfigResult result = example(name).load();
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) result;
        assertIsOrders(loaded.config());
        assertThat(loaded.config().http().incoming()).isNull();
        assertThat(loaded.warnings())
                .hasSize(1)
                .allMatch(warning -> warning.message().startsWith("no effect in this release: "));
        assertThat(loaded.files()).hasSize(3);
    }
}
