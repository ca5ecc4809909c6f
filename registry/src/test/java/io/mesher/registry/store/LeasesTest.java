package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private final StoreFixture fixture = new StoreFixture();

    @Test
    void instanceLeavesTwoSecondsAfterItsLease() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a", 5);

        fixture.pass(21);
        assertThat(fixture.lives(service, "a")).isTrue();
        fixture.pass(1);
        assertThat(fixture.lives(service, "a")).isFalse();
        assertThat(fixture.store.instanceCount()).isZero();
        assertThat(fixture.expired).isEqualTo(1);
    }

    @Test
    void heartbeatsKeepItForEver() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a", 5);

        for (int i = 0; i < 50; i++) {
            fixture.pass(19);
            fixture.heartbeat(service, "a");
        }
        assertThat(fixture.lives(service, "a")).isTrue();
    }

    @Test
    void heartbeatWithinTheWindowSavesIt() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a", 5);

        fixture.pass(21);
        fixture.heartbeat(service, "a");
        fixture.pass(19);
        assertThat(fixture.lives(service, "a")).isTrue();
        fixture.pass(3);
        assertThat(fixture.lives(service, "a")).isFalse();
    }

    @Test
    void shortIntervalsAreRaised() throws Refusal {
        String service = fixture.service("shop", "order");
        String id = fixture.store
                .instances()
                .register(
                        TenantKey.DEFAULT,
                        service,
                        new InstanceBuilder()
                                .hostName("h")
                                .healthCheck(new HealthCheck("push", 0, 1, 0, ""))
                                .build(),
                        fixture.now());

        fixture.pass(19);
        assertThat(fixture.lives(service, id)).isTrue();
        fixture.pass(3);
        assertThat(fixture.lives(service, id)).isFalse();
    }

    @Test
    void hugeLeasesDoNotOverflow() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.store
                .instances()
                .register(
                        TenantKey.DEFAULT,
                        service,
                        new InstanceBuilder()
                                .instanceId("a")
                                .hostName("h")
                                .healthCheck(new HealthCheck("push", 0, Integer.MAX_VALUE, Integer.MAX_VALUE, ""))
                                .build(),
                        fixture.now());

        fixture.pass(1000);
        assertThat(fixture.lives(service, "a")).isTrue();
    }

    @Test
    void statusAndPropertiesKeepTheLeaseAsItIs() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a", 5);
        fixture.pass(15);
        fixture.store.instances().status(TenantKey.DEFAULT, service, "a", "DOWN", fixture.now());

        fixture.pass(7);
        assertThat(fixture.lives(service, "a")).isFalse();
    }

    @Test
    void unregisteredOneIsGoneAtOnceAndItsLeaseToo() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a", 5);
        fixture.store.instances().unregister(TenantKey.DEFAULT, service, "a");

        assertThat(fixture.lives(service, "a")).isFalse();
        assertThat(fixture.store.instances().nextExpiry()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> fixture.heartbeat(service, "a"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NO_SUCH_INSTANCE));
    }

    @Test
    void forceDeletedServiceTakesItsLeasesAlong() throws Refusal {
        String service = fixture.service("shop", "order");
        fixture.instance(service, "a", 5);
        fixture.store.services().delete(TenantKey.DEFAULT, service, true);

        assertThat(fixture.store.instances().nextExpiry()).isEqualTo(Long.MAX_VALUE);
        assertThat(fixture.store.instanceCount()).isZero();
    }

    @Test
    void registryItselfNeverExpires() {
        ServiceEntry itself = fixture.store.registerItself(
                "0.0.1", new InstanceBuilder().hostName("h").build(), fixture.now());

        fixture.pass(1000);
        assertThat(itself.instances()).hasSize(1);
    }
}
