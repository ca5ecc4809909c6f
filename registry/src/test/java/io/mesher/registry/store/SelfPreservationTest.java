package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfPreservationTest {
    private final StoreFixture fixture = new StoreFixture();

    private String services(int count) throws Refusal {
        String service = fixture.service("shop", "order");
        for (int i = 0; i < count; i++) {
            fixture.instance(service, "i" + i, 5);
        }
        return service;
    }

    @Test
    void nearlyAllAtOnceAreKeptForOneMoreLease() throws Refusal {
        String service = services(10);

        fixture.pass(22);
        assertThat(fixture.store.instanceCount()).isEqualTo(10);
        assertThat(fixture.heldBack).containsExactly("10 of 10");

        fixture.pass(19);
        fixture.heartbeat(service, "i3");
        fixture.pass(4);
        assertThat(fixture.store.instanceCount()).isOne();
        assertThat(fixture.lives(service, "i3")).isTrue();
        assertThat(fixture.heldBack).hasSize(1);
    }

    @Test
    void fewInstancesAreNotHeldBack() throws Refusal {
        services(5);

        fixture.pass(22);
        assertThat(fixture.store.instanceCount()).isZero();
        assertThat(fixture.heldBack).isEmpty();
    }

    @Test
    void lessThanFourFifthsAreNotHeldBack() throws Refusal {
        String service = services(10);
        for (int i = 0; i < 3; i++) {
            fixture.instance(service, "long" + i, 100);
        }

        fixture.pass(22);
        assertThat(fixture.store.instanceCount()).isEqualTo(3);
        assertThat(fixture.heldBack).isEmpty();
    }

    @Test
    void longLeasesAreHeldBackForTenMinutesAtMost() throws Refusal {
        String service = fixture.service("shop", "order");
        for (int i = 0; i < 6; i++) {
            fixture.instance(service, "i" + i, 300);
        }

        fixture.pass(1202);
        assertThat(fixture.heldBack).containsExactly("6 of 6");
        fixture.pass(603);
        assertThat(fixture.store.instanceCount()).isZero();
    }

    @Test
    void whoCameBackIsHeldBackAgain() throws Refusal {
        String service = services(6);
        fixture.pass(22);
        for (int i = 0; i < 6; i++) {
            fixture.heartbeat(service, "i" + i);
        }

        fixture.pass(22);
        assertThat(fixture.heldBack).containsExactly("6 of 6", "6 of 6");
        assertThat(fixture.store.instanceCount()).isEqualTo(6);
    }
}
