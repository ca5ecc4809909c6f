package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.keep.CatalogText;
import io.mesher.registry.log.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of instances beside their addresses. */
class TraitsTest {
    private static final String EUROPE =
            ",\"properties\":{\"canary\":\"true\",\"nodeIP\":\"10.0.0.9\"},\"timestamp\":\"1700000000\","
                    + "\"dataCenterInfo\":{\"name\":\"dc\",\"region\":\"eu\",\"availableZone\":\"eu-1\"}";
    private static final InstanceTraits IN_EUROPE =
            new InstanceTraits(Map.of("canary", "true", "nodeIP", "10.0.0.9"), "eu", "eu-1", 1_700_000_000);

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    private static String instance(String id, String more) {
        return "{\"instanceId\":\"" + id + "\",\"status\":\"UP\",\"version\":\"1.0.0\",\"endpoints\":[\"rest://" + id
                + ":1\"]" + more + "}";
    }

    private InstanceTraits traits(String id) {
        return fixture.instance("order", id).traits();
    }

    @Test
    void readsWhatAnAnswerTells() {
        registry.has("order", instance("a", EUROPE), instance("b", ""));
        fixture.started().lookUp("order");
        assertThat(traits("a")).isEqualTo(IN_EUROPE);
        assertThat(traits("b")).isSameAs(InstanceTraits.NONE);
    }

    @Test
    void readsWhatABatchTells() {
        registry.has("order", instance("a", ""));
        fixture.started().lookUp("order");
        registry.has("order", instance("a", EUROPE));
        fixture.advanceSeconds(34);
        assertThat(traits("a")).isEqualTo(IN_EUROPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "12.5", "soon", "9999999999999999999"})
    void takesTimeThatIsNoNumberForUntold(String timestamp) {
        registry.has("order", instance("a", ",\"timestamp\":\"" + timestamp + "\""));
        fixture.started().lookUp("order");
        assertThat(traits("a")).isSameAs(InstanceTraits.NONE);
    }

    @Test
    void passesOverWhatIsNoText() {
        registry.has(
                "order",
                instance(
                        "a",
                        ",\"properties\":{\"a\":1,\"b\":{\"c\":[]},\"d\":\"2\"},\"timestamp\":17,"
                                + "\"dataCenterInfo\":null"));
        fixture.started().lookUp("order");
        assertThat(traits("a").properties()).containsEntry("d", "2");
        assertThat(traits("a").registeredAt()).isZero();
    }

    @Test
    void keepsOneOfEqualProperties() {
        String[] instances = IntStream.range(0, 1_000)
                .mapToObj(i -> instance("i" + i, EUROPE))
                .toArray(String[]::new);
        registry.has("order", instances);
        fixture.started().lookUp("order");
        assertThat(distinctProperties()).hasSize(1);
        Instance first = fixture.instance("order", "i0");
        assertThat(fixture.instance("order", "i999").traits().zone())
                .isSameAs(first.traits().zone());
    }

    private Set<Map<String, String>> distinctProperties() {
        Set<Map<String, String>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        Microservice service = fixture.client.snapshot().find("order");
        service.instances().forEach(instance -> distinct.add(instance.traits().properties()));
        return distinct;
    }

    @Test
    void keepsWhatItHasWhenAnAnswerSaysTheSameAndSharesItWithWhatIsNew() {
        registry.has("order", instance("b", EUROPE));
        fixture.started().lookUp("order");
        Instance before = fixture.instance("order", "b");
        registry.has("order", instance("a", EUROPE), instance("b", EUROPE));
        fixture.advanceSeconds(34);
        assertThat(fixture.instance("order", "b")).isSameAs(before);
        assertThat(traits("a").properties()).isSameAs(before.traits().properties());
    }

    @Test
    void publishesNothingNewWhenAnAnswerSaysTheSame() {
        registry.has("order", instance("a", EUROPE), instance("b", EUROPE));
        fixture.started().lookUp("order");
        Microservice before = fixture.client.snapshot().find("order");
        // Another revision, but nothing that counts.
        registry.has("order", instance("b", EUROPE), instance("a", EUROPE));
        fixture.advanceSeconds(34);
        assertThat(fixture.client.snapshot().find("order")).isSameAs(before);
    }

    @Test
    void requestsSeeNothingNewOfAnInstanceThatGetsNone() {
        registry.has("order", instance("a", EUROPE), instance("b", EUROPE));
        fixture.started().lookUp("order");
        Microservice before = fixture.client.snapshot().find("order");
        registry.has("order", instance("b", EUROPE), instance("a", EUROPE), instance("c", ",\"status\":\"DOWN\""));
        fixture.advanceSeconds(34);
        Microservice present = fixture.client.snapshot().find("order");
        assertThat(present.leftOut().named()).hasSize(1);
        assertThat(present.hasInstancesOf(before)).isTrue();
        assertThat(present.newest()).isSameAs(before.newest());
    }

    @Test
    void takesWhatEventsTell() {
        fixture.watch = true;
        registry.has("order", instance("a", EUROPE));
        fixture.started().lookUp("order");
        fixture.advanceSeconds(1);
        event("CREATE", instance("b", EUROPE));
        assertThat(traits("b")).isEqualTo(IN_EUROPE);
        assertThat(traits("b").properties()).isSameAs(traits("a").properties());
        event("UPDATE", instance("a", ",\"properties\":{\"canary\":\"false\"}"));
        assertThat(traits("a").properties()).isEqualTo(Map.of("canary", "false"));
    }

    private void event(String action, String instance) {
        registry.socket("/watcher")
                .sends("{\"action\":\"" + action + "\",\"key\":{\"appId\":\"shop\",\"serviceName\":\"order\"},"
                        + "\"instance\":" + instance + "}");
        fixture.advance(Duration.ofMillis(50));
    }

    @Test
    void asksAgainForInstanceThatCannotBeConnectedToWhateverItsPropertiesAre() {
        registry.has("order", instance("a", EUROPE));
        fixture.started().lookUp("order");
        Instance before = fixture.instance("order", "a");
        registry.has("order", instance("a", ""));
        fixture.advanceSeconds(34);
        registry.requests.clear();
        fixture.unreachable("order", before);
        fixture.advanceSeconds(2);
        fixture.unreachable("order", before);
        fixture.timing.run();
        assertThat(registry.requests("GET /v4/default/registry/instances?")).isNotEmpty();
    }

    @Test
    void leavesOutWhatIsTooManyOrTooLongAndSaysSoOnce() {
        StringBuilder many = new StringBuilder(",\"properties\":{\"p0\":\"0\"");
        for (int i = 1; i < 100; i++) {
            many.append(",\"p").append(i).append("\":\"").append(i).append('"');
        }
        String large = ",\"properties\":{\"blob\":\"" + "x".repeat(5_000) + "\",\"canary\":\"true\"}";
        registry.has("order", instance("a", many + "}"), instance("b", large), instance("c", EUROPE));
        fixture.started().lookUp("order");
        assertThat(traits("a").properties()).hasSize(64);
        assertThat(traits("b").properties()).isEqualTo(Map.of("canary", "true"));
        assertThat(traits("c")).isEqualTo(IN_EUROPE);
        assertThat(CapturedLog.lines("characters of them"))
                .singleElement()
                .asString()
                .contains("WARN", "service order", "instance a", "64", "4096");
    }

    @Test
    void knowsThemAfterARestartWithoutTheRegistry() {
        registry.has("order", instance("a", EUROPE), instance("b", ""));
        fixture.started().lookUp("order");
        fixture.client.close();
        fixture.timing.run();
        restart();
        assertThat(traits("a")).isEqualTo(IN_EUROPE);
        assertThat(traits("b")).isSameAs(InstanceTraits.NONE);
    }

    private void restart() {
        fixture = new ClientFixture(directory);
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.Found());
    }

    @Test
    void readsFilesOfReleasesThatDidNotKnowThem() throws IOException {
        Files.writeString(
                directory.resolve("catalog-shop-web.json"),
                "{\"app\":\"shop\",\"services\":[{\"name\":\"order\",\"instances\":[{\"id\":\"a\","
                        + "\"version\":\"1.0.0\",\"host\":\"10.0.0.1\",\"port\":1000}]}]}");
        restart();
        assertThat(traits("a")).isSameAs(InstanceTraits.NONE);
    }

    @Test
    void fileSharesEqualProperties() throws Exception {
        registry.has("order", instance("a", EUROPE), instance("b", EUROPE));
        fixture.started().lookUp("order");
        byte[] text = CatalogText.write(
                Map.of(
                        new ServiceName("", "order"),
                        fixture.client.snapshot().find("order").instances()),
                fixture.self);
        var read = CatalogText.read(text, new ServiceIdentity("web", "shop", "", ""))
                .get(new ServiceName("", "order"));
        assertThat(read.get(0).traits().properties())
                .isEqualTo(IN_EUROPE.properties())
                .isSameAs(read.get(1).traits().properties());
    }
}
