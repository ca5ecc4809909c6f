package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.ServiceBuilder;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ByteQuotaTest {
    private static final String LONG = "x".repeat(20_000);

    private final StoreFixture fixture = new StoreFixture(Quota.DEFAULT.within(30_000));
    private String service = "";

    @BeforeEach
    void aService() throws Refusal {
        service = fixture.service("shop", "a");
    }

    private static void assertNoRoom(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_ENOUGH_QUOTA);
            assertThat(refusal).hasMessageStartingWith("no more than 30000 bytes are kept");
        });
    }

    @Test
    void whateverIsLongIsRefusedAndLeavesNothingBehind() throws Refusal {
        RegistryStore store = fixture.store;
        fixture.instance(service, "1");
        long before = store.bytes();
        RegistrySnapshot held = store.snapshot();
        TenantKey tenant = TenantKey.DEFAULT;

        assertNoRoom(() -> store.schemas().replace(tenant, service, List.of(new Schema("s", LONG, "")), fixture.now()));
        assertNoRoom(() -> store.schemas().put(tenant, service, new Schema("s", LONG, ""), fixture.now()));
        assertNoRoom(() -> store.services().properties(tenant, service, Map.of("p", LONG), fixture.now()));
        assertNoRoom(() -> store.instances().properties(tenant, service, "1", Map.of("p", LONG), fixture.now()));
        assertNoRoom(() -> store.instances()
                .register(
                        tenant,
                        service,
                        new InstanceBuilder().properties(Map.of("p", LONG)).build(),
                        fixture.now()));
        assertNoRoom(() ->
                fixture.service(tenant, new ServiceBuilder().serviceName("b").properties(Map.of("p", LONG))));

        assertThat(store.bytes()).isEqualTo(before);
        assertThat(store.snapshot()).isEqualTo(held);
    }

    @Test
    void manySmallThingsAreTooManyAtLast() {
        assertNoRoom(() -> {
            for (int i = 0; i < 1000; i++) {
                fixture.service("shop", "s" + i);
            }
        });
        assertNoRoom(() -> {
            for (int i = 0; i < 1000; i++) {
                fixture.store.tags().add(TenantKey.DEFAULT, service, Map.of("t" + i, "v"));
            }
        });
    }

    @Test
    void declaredProvidersAreCountedUntilTheyAreReplaced() throws Refusal {
        NameKey consumer = new NameKey("", "shop", "a");
        List<NameKey> names = List.of(new NameKey("", "shop", "p"));
        long before = fixture.store.bytes();
        fixture.store.dependencies().declare(TenantKey.DEFAULT, consumer, "0.0.1", names, true);
        assertThat(fixture.store.bytes()).isGreaterThan(before);
        fixture.store.dependencies().declare(TenantKey.DEFAULT, consumer, "0.0.1", List.of(), true);
        assertThat(fixture.store.bytes()).isEqualTo(before);
    }

    @Test
    void whatIsRemovedMakesRoom() throws Refusal {
        RegistryStore store = fixture.store;
        long before = store.bytes();
        for (int i = 0; i < 100; i++) {
            fixture.instance(service, "1", 5);
            store.instances().properties(TenantKey.DEFAULT, service, "1", Map.of("p", "x".repeat(i)), fixture.now());
            store.instances().unregister(TenantKey.DEFAULT, service, "1");
            store.tags().add(TenantKey.DEFAULT, service, Map.of("t", "v"));
            store.tags().update(TenantKey.DEFAULT, service, "t", "w");
            store.tags().delete(TenantKey.DEFAULT, service, List.of("t"));
            store.schemas().put(TenantKey.DEFAULT, service, new Schema("s", "x".repeat(i + 1), ""), fixture.now());
            store.schemas().delete(TenantKey.DEFAULT, service, "s");
            store.schemas().replace(TenantKey.DEFAULT, service, List.of(), fixture.now());
            fixture.service("shop", "b");
            store.services()
                    .delete(
                            TenantKey.DEFAULT,
                            store.services()
                                    .find(TenantKey.DEFAULT, new NameKey("", "shop", "b"), "0.0.1")
                                    .document()
                                    .serviceId(),
                            true);
        }
        assertThat(store.bytes()).isEqualTo(before);
    }

    @Test
    void snapshotThatIsTooLargeIsRefused() throws Refusal {
        StoreFixture larger = new StoreFixture();
        String id = larger.service("shop", "a");
        larger.store.schemas().put(TenantKey.DEFAULT, id, new Schema("s", LONG, ""), larger.now());
        StoreFixture smaller = new StoreFixture(Quota.DEFAULT.within(30_000));

        assertNoRoom(() -> smaller.store.restore(larger.store.snapshot(), smaller.now()));
        smaller.store.clear();
        assertThat(smaller.store.bytes()).isZero();
    }
}
