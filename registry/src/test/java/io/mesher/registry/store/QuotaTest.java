package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ServiceBuilder;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final StoreFixture fixture = new StoreFixture(new Quota(2, 2, 2, 2, 1, Long.MAX_VALUE));

    private static void assertNotEnough(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_ENOUGH_QUOTA));
    }

    @Test
    void servicesOfAllTenantsAreCountedTogether() throws Refusal {
        fixture.service("shop", "a");
        String last = fixture.service(
                new TenantKey("t2", "p"), new ServiceBuilder().appId("shop").serviceName("b"));
        assertNotEnough(() -> fixture.service("shop", "c"));

        assertThat(fixture.service("shop", "a")).isNotEmpty();
        fixture.store.services().delete(new TenantKey("t2", "p"), last, false);
        assertThat(fixture.service("shop", "c")).isNotEmpty();
    }

    @Test
    void instancesAreCounted() throws Refusal {
        String service = fixture.service("shop", "a");
        fixture.instance(service, "1", 5);
        fixture.instance(service, "2", 5);
        assertNotEnough(() -> fixture.instance(service, "3", 5));

        fixture.pass(22);
        assertThat(fixture.instance(service, "3", 5)).isEqualTo("3");
    }

    @Test
    void schemasAndTagsOfAServiceAreCounted() throws Refusal {
        String service = fixture.service("shop", "a");
        Schemas schemas = fixture.store.schemas();
        schemas.put(TenantKey.DEFAULT, service, new Schema("1", "x", ""), fixture.now());
        schemas.put(TenantKey.DEFAULT, service, new Schema("2", "x", ""), fixture.now());
        assertNotEnough(() -> schemas.put(TenantKey.DEFAULT, service, new Schema("3", "x", ""), fixture.now()));
        assertThat(schemas.list(TenantKey.DEFAULT, service)).hasSize(2);

        Tags tags = fixture.store.tags();
        tags.add(TenantKey.DEFAULT, service, Map.of("a", "1", "b", "2"));
        assertNotEnough(() -> tags.add(TenantKey.DEFAULT, service, Map.of("c", "3")));
        tags.add(TenantKey.DEFAULT, service, Map.of("a", "3"));
        assertThat(fixture.store.services().get(TenantKey.DEFAULT, service).tags())
                .containsEntry("a", "3");
    }

    @Test
    void declaredProvidersAreCounted() throws Refusal {
        fixture.service("shop", "a");
        List<NameKey> two = List.of(new NameKey("", "shop", "x"), new NameKey("", "shop", "y"));
        assertNotEnough(() -> fixture.store
                .dependencies()
                .declare(TenantKey.DEFAULT, new NameKey("", "shop", "a"), "0.0.1", two, true));
    }
}
