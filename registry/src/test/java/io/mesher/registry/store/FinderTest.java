package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.ServiceBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FinderTest {
    private static final TenantKey OTHER = new TenantKey("tenant2", "default");

    private final StoreFixture fixture = new StoreFixture();

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void findsInstancesOfAllVersions() throws Refusal {
        String one = fixture.service("shop", "order");
        String two = fixture.service(
                TenantKey.DEFAULT,
                new ServiceBuilder().appId("shop").serviceName("order").version("2.0.0"));
        fixture.instance(one, "a");
        fixture.instance(two, "b");

        Found found = fixture.find("", "shop", "order");
        assertThat(StoreFixture.ids(found)).containsExactly("a", "b");
        assertThat(new String(found.json(), StandardCharsets.UTF_8))
                .startsWith("{\"instances\":[{\"instanceId\":\"a\"")
                .contains("},{\"instanceId\":\"b\"")
                .endsWith("}]}");
    }

    @Test
    void revisionDiffersAfterEachChangeButNotAfterHeartbeats() throws Refusal {
        String service = fixture.service("shop", "order");
        Set<String> seen = new HashSet<>();
        assertThat(fixture.find("", "shop", "order").revision()).isEqualTo(Found.EMPTY_REVISION);

        fixture.instance(service, "a");
        assertThat(seen.add(fixture.find("", "shop", "order").revision())).isTrue();
        fixture.heartbeat(service, "a");
        fixture.instance(service, "a");
        assertThat(seen.add(fixture.find("", "shop", "order").revision())).isFalse();
        fixture.instance(service, "b");
        assertThat(seen.add(fixture.find("", "shop", "order").revision())).isTrue();
        fixture.store.instances().status(TenantKey.DEFAULT, service, "a", "DOWN", fixture.now());
        assertThat(seen.add(fixture.find("", "shop", "order").revision())).isTrue();
        fixture.store.instances().properties(TenantKey.DEFAULT, service, "a", Map.of("k", "v"), fixture.now());
        assertThat(seen.add(fixture.find("", "shop", "order").revision())).isTrue();
        fixture.store.instances().unregister(TenantKey.DEFAULT, service, "a");
        assertThat(seen.add(fixture.find("", "shop", "order").revision())).isTrue();
        assertThat(seen).allMatch(revision -> revision.matches("[0-9a-f]{40}"));
    }

    @Test
    void longAnswersAreKeptUntilSomethingChanges() throws Refusal {
        String service = fixture.service("shop", "order");
        for (int i = 0; i < 1000; i++) {
            fixture.instance(service, "i" + i);
        }
        byte[] first = fixture.find("", "shop", "order").json();
        assertThat(fixture.find("", "shop", "order").json()).isSameAs(first);

        fixture.store.instances().status(TenantKey.DEFAULT, service, "i7", "DOWN", fixture.now());
        assertThat(new String(fixture.find("", "shop", "order").json(), StandardCharsets.UTF_8))
                .hasSize(first.length + 2)
                .containsOnlyOnce("DOWN");
    }

    @Test
    void answersForOtherTagsAreNotMixedUp() throws Refusal {
        String one = fixture.service("shop", "order");
        String two = fixture.service(
                TenantKey.DEFAULT,
                new ServiceBuilder().appId("shop").serviceName("order").version("2.0.0"));
        for (int i = 0; i < 1000; i++) {
            fixture.instance(one, "one" + i);
            fixture.instance(two, "two" + i);
        }
        fixture.store.tags().add(TenantKey.DEFAULT, one, Map.of("zone", "z1"));
        fixture.find("", "shop", "order").json();

        Found tagged = fixture.store
                .finder()
                .find(new FindQuery(TenantKey.DEFAULT, "", new NameKey("", "shop", "order"), List.of("zone")));
        assertThat(new String(tagged.json(), StandardCharsets.UTF_8))
                .contains("one7")
                .doesNotContain("two7");
    }

    @Test
    void environmentsNeverMix() throws Refusal {
        String production = fixture.service(
                TenantKey.DEFAULT,
                new ServiceBuilder().appId("shop").serviceName("web").environment("production"));
        fixture.service("shop", "order");

        assertRefused(() -> fixture.find(production, "shop", "order"), ErrorCode.NO_SUCH_SERVICE);
    }

    @Test
    void otherApplicationsSeeNothingUnlessAllowed() throws Refusal {
        String consumer = fixture.service("other", "web");
        String provider = fixture.service("shop", "order");
        fixture.instance(provider, "a");

        assertThat(fixture.find(consumer, "shop", "order").instances()).isEmpty();
        fixture.instance(provider, "b");
        assertThat(fixture.events).isEmpty();

        fixture.store
                .services()
                .properties(TenantKey.DEFAULT, provider, Map.of("allowCrossApp", "TRUE"), fixture.now());
        assertThat(StoreFixture.ids(fixture.find(consumer, "shop", "order"))).containsExactly("a", "b");
    }

    @Test
    void findsByAlias() throws Refusal {
        String service = fixture.service(
                TenantKey.DEFAULT,
                new ServiceBuilder().appId("shop").serviceName("order").alias("shop:order"));
        fixture.instance(service, "a");

        assertThat(StoreFixture.ids(fixture.find("", "shop", "shop:order"))).containsExactly("a");
        fixture.store.services().delete(TenantKey.DEFAULT, service, true);
        assertRefused(() -> fixture.find("", "shop", "shop:order"), ErrorCode.NO_SUCH_SERVICE);
    }

    @Test
    void aliasOfAnotherServiceIsRefused() throws Refusal {
        fixture.service(
                TenantKey.DEFAULT,
                new ServiceBuilder().appId("shop").serviceName("order").alias("o"));

        assertRefused(
                () -> fixture.service(
                        TenantKey.DEFAULT,
                        new ServiceBuilder().appId("shop").serviceName("other").alias("o")),
                ErrorCode.SERVICE_EXISTS);
    }

    @Test
    void tenantsSeeNothingOfEachOther() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a");

        assertRefused(
                () -> fixture.store
                        .finder()
                        .find(new FindQuery(OTHER, "", new NameKey("", "shop", "order"), List.of())),
                ErrorCode.NO_SUCH_SERVICE);
        assertRefused(() -> fixture.store.services().get(OTHER, service), ErrorCode.NO_SUCH_SERVICE);
        assertRefused(
                () -> fixture.store.instances().heartbeat(OTHER, service, "a", fixture.now()),
                ErrorCode.NO_SUCH_INSTANCE);
        String same = fixture.service(OTHER, new ServiceBuilder().appId("shop").serviceName("order"));
        assertThat(same).isNotEqualTo(service);
    }

    @Test
    void registryItselfIsSeenByEveryTenantInAnyEnvironment() throws Refusal {
        InstanceDocument instance = new InstanceBuilder().hostName("h").build();
        fixture.store.registerItself("0.0.1", instance, fixture.now());
        String consumer = fixture.service(
                OTHER, new ServiceBuilder().appId("shop").serviceName("web").environment("testing"));

        Found found = fixture.store
                .finder()
                .find(new FindQuery(OTHER, consumer, new NameKey("", "default", "SERVICECENTER"), List.of()));
        assertThat(found.instances()).hasSize(1);
        assertThat(fixture.store.services().list(OTHER, false)).hasSize(1);
        assertThat(fixture.store.services().list(OTHER, true)).hasSize(2);
    }

    @Test
    void registryItselfIsNobodysToChange() throws Refusal {
        ServiceEntry itself = fixture.store.registerItself(
                "0.0.1", new InstanceBuilder().hostName("h").build(), fixture.now());
        String id = itself.document().serviceId();
        String instance = itself.instances().iterator().next().document().instanceId();

        assertRefused(() -> fixture.instance(id, "rogue"), ErrorCode.FORBIDDEN);
        assertRefused(() -> fixture.store.instances().unregister(TenantKey.DEFAULT, id, instance), ErrorCode.FORBIDDEN);
        assertRefused(() -> fixture.store.tags().add(TenantKey.DEFAULT, id, Map.of("a", "b")), ErrorCode.FORBIDDEN);
        assertRefused(
                () -> fixture.service(
                        TenantKey.DEFAULT,
                        new ServiceBuilder()
                                .appId("default")
                                .serviceName("SERVICECENTER")
                                .environment("development")
                                .version("2.0.0")),
                ErrorCode.FORBIDDEN);
    }

    @Test
    void whoeverFoundAServiceHearsOfItsInstances() throws Refusal {
        String consumer = fixture.service("shop", "web");
        String provider = fixture.service("shop", "order");
        fixture.instance(provider, "before");
        fixture.find(consumer, "shop", "order");

        fixture.instance(provider, "a", 5);
        fixture.instance(provider, "a", 5);
        fixture.heartbeat(provider, "a");
        fixture.store.instances().status(TenantKey.DEFAULT, provider, "a", "DOWN", fixture.now());
        fixture.pass(22);
        assertThat(fixture.events)
                .containsExactly("CREATE order a to [web]", "UPDATE order a to [web]", "DELETE order a to [web]");
    }

    @Test
    void consumerHearsOfAProviderThatIsDeletedAndRegisteredAnew() throws Refusal {
        String consumer = fixture.service("shop", "web");
        String provider = fixture.service("shop", "order");
        fixture.find(consumer, "shop", "order");
        fixture.store.services().delete(TenantKey.DEFAULT, provider, true);

        assertThat(fixture.service("shop", "order")).isEqualTo(provider);
        fixture.instance(provider, "a");
        assertThat(fixture.events).containsExactly("CREATE order a to [web]");
    }

    @Test
    void deletedConsumerIsForgotten() throws Refusal {
        String consumer = fixture.service("shop", "web");
        String provider = fixture.service("shop", "order");
        fixture.find(consumer, "shop", "order");
        assertRefused(
                () -> fixture.store.services().delete(TenantKey.DEFAULT, provider, false),
                ErrorCode.SERVICE_HAS_CONSUMERS);

        fixture.store.services().delete(TenantKey.DEFAULT, consumer, false);
        fixture.instance(provider, "a");
        assertThat(fixture.events).isEmpty();
        assertRefused(
                () -> fixture.store.services().delete(TenantKey.DEFAULT, provider, false),
                ErrorCode.SERVICE_HAS_INSTANCES);
    }
}
