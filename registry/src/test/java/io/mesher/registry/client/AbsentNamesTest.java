package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of the configuration that no registered service has. */
class AbsentNamesTest {
    private static final String LIST = "GET /v4/default/registry/microservices";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    /** What came: nothing, or one answer. */
    private List<Map<String, String>> absent(String... names) {
        List<Map<String, String>> answers = new ArrayList<>();
        fixture.client.absent(List.of(names), answers::add);
        fixture.advanceSeconds(1);
        return answers;
    }

    @Test
    void namesWhatNoServiceHasAndWhatMayBeMeant() {
        registry.hasUp("shop", 1);
        registry.hasUp("stock", 1);
        fixture.started();

        assertThat(absent("shop", "shoop", "quitedifferent"))
                .containsExactly(Map.of("shoop", "shop", "quitedifferent", ""));
    }

    @Test
    void aNameInAnotherCaseIsAbsent() {
        registry.hasUp("AccountService", 1);
        fixture.started();

        assertThat(absent("accountservice")).containsExactly(Map.of("accountservice", "AccountService"));
    }

    @Test
    void aServiceOfAnotherApplicationExists() {
        registry.has("billing/order", FakeRegistry.instance("x", "UP", "1.0.0", "rest://10.0.0.1:1"));
        fixture.started();

        assertThat(absent("order")).containsExactly(Map.of());
    }

    @Test
    void aConfiguredServiceExists() {
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("static", List.of(new Endpoint("10.9.9.9", 80))));
        fixture.started();

        assertThat(absent("static", "sttic")).containsExactly(Map.of("sttic", "static"));
    }

    @Test
    void isSilentWhileTheRegistryIsNotReached() {
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);

        assertThat(absent("shoop")).isEmpty();
    }

    @Test
    void isSilentIfTheRegistryRefusesTheList() {
        registry.overrule(LIST, Reply.answer(403, "forbidden"));
        fixture.started();

        assertThat(absent("shoop")).isEmpty();
    }
}
