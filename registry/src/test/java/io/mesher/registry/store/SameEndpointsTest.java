package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal endpoints of a service are one instance where no id is sent. */
class SameEndpointsTest {
    private final StoreFixture fixture = new StoreFixture();
    private String service;

    @BeforeEach
    void setUp() throws Refusal {
        String consumer = fixture.service("shop", "web");
        service = fixture.service("shop", "order");
        fixture.find(consumer, "shop", "order");
    }

    private String register(String ofService, String id, String zone, String... endpoints) throws Refusal {
        InstanceBuilder instance = new InstanceBuilder()
                .instanceId(id)
                .hostName("h")
                .endpoints(List.of(endpoints))
                .properties(Map.of("zone", zone))
                .healthCheck(new HealthCheck("push", 0, 5, 3, ""));
        return fixture.store.instances().register(TenantKey.DEFAULT, ofService, instance.build(), fixture.now());
    }

    private List<String> found() throws Refusal {
        return StoreFixture.ids(fixture.find("", "shop", "order"));
    }

    @Test
    void registeringAgainGivesTheSameIdAndANewLease() throws Refusal {
        String id = register(service, "", "z", "rest://127.0.0.1:7001");
        fixture.pass(15);
        fixture.events.clear();
        assertThat(register(service, "", "z", "rest://127.0.0.1:7001")).isEqualTo(id);
        fixture.pass(15);
        assertThat(found()).containsExactly(id);
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void whatIsSaidNewlyCounts() throws Refusal {
        String id = register(service, "", "z1", "rest://127.0.0.1:7001");
        fixture.store.instances().status(TenantKey.DEFAULT, service, id, "DOWN", fixture.now());
        fixture.events.clear();
        assertThat(register(service, "", "z2", "rest://127.0.0.1:7001")).isEqualTo(id);
        InstanceEntry entry = fixture.store.instances().find(TenantKey.DEFAULT, service, id);
        assertThat(entry.document().status()).isEqualTo("UP");
        assertThat(entry.document().properties()).containsEntry("zone", "z2");
        assertThat(fixture.events).containsExactly("UPDATE order " + id + " to [web]");
        fixture.pass(18);
        assertThat(found()).containsExactly(id);
        fixture.pass(5);
        assertThat(found()).isEmpty();
    }

    @Test
    void otherEndpointsServicesAndIdsAreOthers() throws Refusal {
        String id = register(service, "", "z", "rest://127.0.0.1:7001");
        String other = fixture.service("shop", "cart");
        assertThat(register(service, "", "z", "rest://127.0.0.1:7002")).isNotEqualTo(id);
        assertThat(register(service, "", "z", "rest://127.0.0.1:7001", "rest://[::1]:7001"))
                .isNotEqualTo(id);
        assertThat(register(other, "", "z", "rest://127.0.0.1:7001")).isNotEqualTo(id);
        assertThat(register(service, "own", "z", "rest://127.0.0.1:7001")).isEqualTo("own");
        assertThat(found()).hasSize(4);
    }

    @Test
    void thoseWithoutEndpointsAreAllDifferent() throws Refusal {
        assertThat(register(service, "", "z")).isNotEqualTo(register(service, "", "z"));
    }
}
