package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.Microservice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of instances that get no requests. */
class LeftOutTest {
    private static final String UP = FakeRegistry.instance("up", "UP", "1.0", "rest://10.0.0.1:80");

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        fixture.watch = true;
    }

    private void finds(String... instances) {
        fixture.registry.has("order", instances);
        fixture.started().lookUp("order");
    }

    private Microservice order() {
        return fixture.client.snapshot().find("order");
    }

    private List<String> named() {
        return order().leftOut().named().stream()
                .map(one -> one.address() + " (" + one.id() + ") " + one.version() + ": " + one.why())
                .toList();
    }

    private void event(String action, String instance) {
        fixture.registry
                .socket("/microservices/sid/watcher")
                .sends("{\"action\":\"" + action + "\",\"key\":{\"tenant\":\"default/default\",\"appId\":\"shop\","
                        + "\"serviceName\":\"order\",\"version\":\"1.0\"},\"instance\":" + instance + "}");
        fixture.advance(Duration.ofMillis(50));
    }

    private static String with(String id, String status) {
        return FakeRegistry.instance(id, status, "1.0", "rest://10.0.0.2:80");
    }

    @Test
    void namesThoseThatAreNotUpByTheRegistrysWord() {
        finds(with("d", "STARTING"), UP, with("c", "OUTOFSERVICE"), with("b", "DOWN"), with("e", "TESTING"));

        assertThat(fixture.ids("order")).containsExactly("e", "up");
        assertThat(named())
                .containsExactly(
                        "10.0.0.2:80 (b) 1.0: DOWN in the registry",
                        "10.0.0.2:80 (c) 1.0: OUTOFSERVICE in the registry",
                        "10.0.0.2:80 (d) 1.0: STARTING in the registry");
    }

    @Test
    void namesThoseThatCannotBeCalledToo() {
        finds(
                FakeRegistry.instance("a", "UP", "1.0"),
                FakeRegistry.instance("b", "UP", "1.0", "grpc://10.0.0.3:90"),
                FakeRegistry.instance("c", "UP", "1.0", "rest://10.0.0.3"),
                FakeRegistry.instance("d", "x".repeat(100), "", "rest://[::1]:80"));

        assertThat(named())
                .containsExactly(
                        " (a) 1.0: it has no rest:// endpoint",
                        "grpc://10.0.0.3:90 (b) 1.0: it has no rest:// endpoint",
                        "rest://10.0.0.3 (c) 1.0: its rest:// endpoint has no host and port (expected: rest://host:port)",
                        "[::1]:80 (d) : " + "x".repeat(32) + "... in the registry");
    }

    @Test
    void ofManyOnlyTheNumber() {
        finds(IntStream.range(0, 100)
                .mapToObj(i -> with("i" + (100 + i), "DOWN"))
                .toArray(String[]::new));

        assertThat(order().leftOut().named()).hasSize(LeftOut.MAX_NAMED);
        assertThat(order().leftOut().more()).isEqualTo(100 - LeftOut.MAX_NAMED);
        event("UPDATE", with("new", "DOWN"));
        assertThat(order().leftOut().more()).isEqualTo(101 - LeftOut.MAX_NAMED);
    }

    @Test
    void eventsChangeIt() {
        finds(UP, with("a", "DOWN"));

        event("UPDATE", with("up", "DOWN"));
        assertThat(fixture.ids("order")).isEmpty();
        assertThat(named())
                .containsExactly(
                        "10.0.0.2:80 (a) 1.0: DOWN in the registry", "10.0.0.2:80 (up) 1.0: DOWN in the registry");
        event("UPDATE", with("a", "OUTOFSERVICE"));
        assertThat(named()).first().isEqualTo("10.0.0.2:80 (a) 1.0: OUTOFSERVICE in the registry");
        event("UPDATE", UP);
        event("DELETE", with("a", "OUTOFSERVICE"));
        assertThat(fixture.ids("order")).containsExactly("up");
        assertThat(named()).isEmpty();
    }

    @Test
    void anAnswerThatSaysTheSameChangesNothing() {
        finds(UP, with("a", "DOWN"));
        Microservice before = order();

        event("UPDATE", with("a", "DOWN"));
        fixture.advanceSeconds(60);

        assertThat(order()).isEqualTo(before);
        assertThat(order().leftOut()).isEqualTo(before.leftOut());
    }
}
