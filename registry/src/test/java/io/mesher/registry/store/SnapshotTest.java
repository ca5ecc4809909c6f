package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.ServiceBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final TenantKey OTHER = new TenantKey("tenant2", "p1");

    private static RegistrySnapshot written(RegistrySnapshot snapshot) throws BadJson {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, bytes);
        return SnapshotJson.read(bytes.toByteArray(), Long.MAX_VALUE);
    }

    private static StoreFixture filled() throws Refusal {
        StoreFixture fixture = new StoreFixture();
        fixture.store.registerItself(
                "0.0.1", new InstanceBuilder().hostName("h").build(), fixture.now());
        String consumer = fixture.service("shop", "web");
        String provider = fixture.service(
                TenantKey.DEFAULT,
                new ServiceBuilder()
                        .appId("shop")
                        .serviceName("order")
                        .alias("shop:order")
                        .schemas(List.of("s1")));
        fixture.service(OTHER, new ServiceBuilder().appId("shop").serviceName("order"));
        fixture.store.tags().add(TenantKey.DEFAULT, provider, Map.of("zone", "z1"));
        fixture.store
                .schemas()
                .put(TenantKey.DEFAULT, provider, new Schema("s1", "swagger: \"2.0\"\n", "abc"), fixture.now());
        fixture.find(consumer, "shop", "order");
        fixture.instance(provider, "a", 5);
        return fixture;
    }

    @Test
    void restoredStoreIsTheSame() throws Refusal, BadJson {
        StoreFixture before = filled();
        RegistrySnapshot snapshot = before.store.snapshot();
        StoreFixture after = new StoreFixture();
        after.store.restore(written(snapshot), after.now());

        assertThat(after.store.snapshot()).isEqualTo(snapshot);
        assertThat(StoreFixture.ids(after.find("", "shop", "shop:order"))).containsExactly("a");
    }

    @Test
    void restoredInstancesGetAWholeLease() throws Refusal, BadJson {
        StoreFixture before = filled();
        String provider = before.find("", "shop", "order")
                .instances()
                .getFirst()
                .document()
                .serviceId();
        StoreFixture after = new StoreFixture();
        after.store.restore(written(before.store.snapshot()), after.now());

        after.pass(19);
        after.heartbeat(provider, "a");
        after.pass(19);
        assertThat(after.lives(provider, "a")).isTrue();
        after.pass(3);
        assertThat(after.events).containsExactly("DELETE order a to [web]");
    }

    @Test
    void revisionsAreNeverGivenAgain() throws Refusal {
        StoreFixture fixture = filled();
        String revision = fixture.find("", "shop", "order").revision();
        Moment later = new Moment(fixture.now().epochMillis() + 1, 0);
        RegistryStore next = new RegistryStore(fixture, Quota.DEFAULT, later);
        next.restore(fixture.store.snapshot(), later);

        Found found =
                next.finder().find(new FindQuery(TenantKey.DEFAULT, "", new NameKey("", "shop", "order"), List.of()));
        assertThat(found.instances()).hasSize(1);
        assertThat(found.revision()).isNotEqualTo(revision);
    }

    @Test
    void otherDocumentsAreRefused() {
        for (String text :
                List.of("", "{}", "[]", "{\"format\":\"2\"}", "{\"format\":\"1\",\"services\":[{}]}", "{\"format\":")) {
            assertThatThrownBy(() -> SnapshotJson.read(text.getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE))
                    .as(text)
                    .isInstanceOf(BadJson.class);
        }
    }

    @Test
    void snapshotDoesNotChangeWithTheStore() throws Refusal {
        StoreFixture fixture = filled();
        RegistrySnapshot snapshot = fixture.store.snapshot();
        int services = snapshot.services().size();
        fixture.service("shop", "later");

        assertThat(snapshot.services()).hasSize(services);
    }

    @Test
    void documentOfALargerRegistryIsRefusedWhileItIsRead() throws Refusal {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotJson.write(filled().store.snapshot(), bytes);

        assertThatThrownBy(() -> SnapshotJson.read(bytes.toByteArray(), 3_000))
                .isInstanceOf(BadJson.class)
                .hasMessage("of a registry with a larger heap");
    }

    @Test
    void contradictoryContentIsRefused() throws Refusal, BadJson {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotJson.write(filled().store.snapshot(), bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        String instance = text.substring(text.indexOf("{\"instanceId\""), text.lastIndexOf("]}"));
        instance = instance.substring(0, instance.indexOf("}]") < 0 ? instance.length() : instance.indexOf("}]") + 1);
        for (String wrong : List.of(
                text.replace(instance, instance + "," + instance),
                text.replace("\"instanceId\":\"a\"", "\"instanceId\":\"\""),
                text.replace("\"summary\":\"abc\"", "\"summary\":\"a\\r\\nX-Evil: 1\""),
                text.replace("\"version\":\"0.0.1\"", "\"version\":\"\""),
                text.replace("\"zone\":\"z1\"", "\"\":\"z1\""))) {
            assertThat(wrong).isNotEqualTo(text);
            RegistrySnapshot snapshot = SnapshotJson.read(wrong.getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE);
            StoreFixture fixture = new StoreFixture();
            assertThatThrownBy(() -> fixture.store.restore(snapshot, fixture.now()))
                    .as(wrong)
                    .isInstanceOf(Refusal.class);
        }
    }
}
