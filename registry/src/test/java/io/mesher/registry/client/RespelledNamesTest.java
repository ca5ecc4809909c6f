package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that write names in lower case, and a registry that compares exactly. */
class RespelledNamesTest {
    private static final LookupResult FOUND = new LookupResult.Found();
    private static final LookupResult NO_SUCH_SERVICE = new LookupResult.NoSuchService();
    private static final String FIND = "GET /v4/default/registry/instances?";
    private static final String LIST = "GET /v4/default/registry/microservices";
    private static final Endpoint CONFIGURED = new Endpoint("10.9.9.9", 80);

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    /** The name and the instances of the service that requests for this name meet; null if there is none. */
    private String meant(String written) {
        return meant("", written);
    }

    private String meant(String app, String written) {
        Microservice service = fixture.client.snapshot().meant(app, written);
        return service == null ? null : service.name() + service.instances().size();
    }

    private int lists() {
        // Not the question for our own service, which has its id in the path.
        return (int) registry.requests(LIST).stream()
                .filter(request -> request.target().endsWith("/microservices"))
                .count();
    }

    @Test
    void findsTheOnlyServiceThatDiffersInCaseOnly() {
        registry.hasUp("AccountService", 2);
        fixture.started();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(meant("accountservice")).isEqualTo("AccountService2");
        assertThat(fixture.ids("accountservice")).as("under its own name only").isNull();
        assertThat(fixture.ids("AccountService")).containsExactly("i0", "i1");
        assertThat(registry.requests(FIND))
                .extracting(request -> FakeRegistry.parameter(request.target(), "serviceName"))
                .containsExactly("accountservice", "AccountService");
        assertThat(lists()).isOne();
    }

    @Test
    void asksNothingMoreForANameThatIsResolved() {
        registry.hasUp("AccountService", 1);
        fixture.started().lookUp("accountservice");
        registry.requests.clear();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(registry.requests).isEmpty();
    }

    @Test
    void theExactSpellingWinsWhateverWasCalledBefore() {
        registry.hasUp("order", 1);
        registry.hasUp("Order", 2);
        fixture.started().lookUp("Order");
        assertThat(meant("order")).as("not before the registry was asked").isNull();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(meant("order")).isEqualTo("order1");
        assertThat(meant("Order")).isEqualTo("Order2");
        assertThat(lists()).isZero();
    }

    @Test
    void theExactSpellingWinsOverAConfiguredServiceOfAnother() {
        registry.hasUp("order", 1);
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("Order", List.of(CONFIGURED)));
        fixture.started();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(meant("order")).isEqualTo("order1");
        assertThat(fixture.ids("Order")).containsExactly("10.9.9.9:80");
    }

    @Test
    void namesAllSpellingsWhereThereAreSeveral() {
        registry.hasUp("ORDER", 1);
        registry.hasUp("Order", 1);
        fixture.started();
        LookupResult ambiguous = new LookupResult.Ambiguous(List.of("ORDER", "Order"));
        assertThat(fixture.lookUp("order")).isEqualTo(ambiguous);
        registry.requests.clear();
        assertThat(fixture.lookUp("order")).isEqualTo(ambiguous);
        assertThat(registry.requests).as("remembered for a second").isEmpty();
        assertThat(meant("order")).isNull();
        assertThat(meant("ORDER")).as("nor looked up").isNull();
    }

    @Test
    void aConfiguredServiceAndARegisteredOneAreSeveral() {
        registry.hasUp("ORDER", 1);
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("Order", List.of(CONFIGURED)));
        fixture.started();
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.Ambiguous(List.of("ORDER", "Order")));
    }

    @Test
    void findsAConfiguredServiceByAnotherSpelling() {
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("AccountService", List.of(CONFIGURED)));
        fixture.started();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(meant("accountservice")).isEqualTo("AccountService1");
        assertThat(registry.requests(FIND)).as("only for the exact spelling").hasSize(1);
    }

    @Test
    void takesAConfiguredServiceWhileTheRegistryIsAway() {
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("AccountService", List.of(CONFIGURED)));
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(meant("accountservice")).isEqualTo("AccountService1");
    }

    @Test
    void waitsOnlyASecondForARegistryThatHangsIfOneIsKnown() {
        registry.hasUp("AccountService", 1);
        fixture.started().lookUp("AccountService");
        registry.hanging.add(ClientFixture.FIRST);
        AtomicReference<LookupResult> result = fixture.ask("accountservice");
        fixture.advanceSeconds(1);
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(meant("accountservice")).isEqualTo("AccountService1");
    }

    @Test
    void findsAServiceFromBeforeARestartWhileTheRegistryIsAway() {
        registry.hasUp("AccountService", 1);
        fixture.started().lookUp("AccountService");
        fixture.advanceSeconds(60);
        ClientFixture again = new ClientFixture(directory);
        again.registry.refusing.add(ClientFixture.FIRST);
        again.started();
        assertThat(again.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(again.client.snapshot().meant("accountservice").name()).isEqualTo("AccountService");
    }

    @Test
    void asksForTheListOnceForAllWhoWait() {
        fixture.started();
        List<AtomicReference<LookupResult>> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            results.add(fixture.ask("ghost" + i));
        }
        fixture.timing.run();
        assertThat(results).allSatisfy(result -> assertThat(result.get()).isEqualTo(NO_SUCH_SERVICE));
        assertThat(lists()).isOne();
    }

    @Test
    void asksForTheListAgainAfterTheRefreshIntervalIfItIsWanted() {
        fixture.started().lookUp("accountservice");
        fixture.advanceSeconds(25);
        registry.hasUp("AccountService", 1);
        assertThat(fixture.lookUp("accountservice")).isEqualTo(NO_SUCH_SERVICE);
        fixture.advanceSeconds(6);
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(lists()).isEqualTo(2);
        fixture.advanceSeconds(1);
        fixture.lookUp("AccountService");
        assertThat(lists()).isEqualTo(2);
    }

    @Test
    void asksForNoListWhileNobodyWantsIt() {
        registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        fixture.advanceSeconds(300);
        assertThat(lists()).isZero();
    }

    @Test
    void aRegistryThatRefusesTheListAnswersAsWithoutIt() {
        registry.hasUp("AccountService", 1);
        registry.overrule(LIST, Reply.answer(403, "forbidden"));
        fixture.started();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(fixture.lookUp("other")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(lists()).as("not for every name").isOne();
        registry.overrides.clear();
        fixture.advanceSeconds(6);
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
    }

    @Test
    void aListThatIsNoJsonAnswersAsWithoutIt() {
        registry.overrule(LIST, Reply.answer(200, "{\"services\":[{\"appId\":7}]}"));
        fixture.started();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(NO_SUCH_SERVICE);
    }

    @Test
    void forgetsASpellingWhenTheExactOneIsRegistered() {
        registry.hasUp("AccountService", 1);
        fixture.started().lookUp("accountservice");
        registry.hasUp("accountservice", 2);
        fixture.used.put("AccountService", 1L);
        fixture.advanceSeconds(60);
        assertThat(meant("accountservice")).isNull();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(meant("accountservice")).isEqualTo("accountservice2");
    }

    @Test
    void forgetsASpellingWhenAnotherOneIsRegistered() {
        registry.hasUp("AccountService", 1);
        fixture.started().lookUp("accountservice");
        registry.hasUp("ACCOUNTSERVICE", 2);
        fixture.advanceSeconds(60);
        assertThat(meant("accountservice")).isNull();
        assertThat(fixture.lookUp("accountservice")).isInstanceOf(LookupResult.Ambiguous.class);
        assertThat(fixture.lookUp("AccountService")).isEqualTo(FOUND);
    }

    @Test
    void keepsASpellingWhileTheRegistryIsAway() {
        registry.hasUp("AccountService", 1);
        fixture.started().lookUp("accountservice");
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(300);
        assertThat(meant("accountservice")).isEqualTo("AccountService1");
    }

    @Test
    void forgetsASpellingWithItsService() {
        registry.hasUp("AccountService", 0);
        fixture.started().lookUp("accountservice");
        assertThat(meant("accountservice")).isEqualTo("AccountService0");
        registry.services.clear();
        fixture.advanceSeconds(120);
        assertThat(meant("accountservice")).isNull();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(NO_SUCH_SERVICE);
    }

    @Test
    void looksUpInstancesOfTheServiceThatIsMeant() {
        registry.has("AccountService");
        fixture.started().lookUp("accountservice");
        assertThat(meant("accountservice")).isEqualTo("AccountService0");
        registry.hasUp("AccountService", 1);
        fixture.advanceSeconds(2);
        registry.requests.clear();
        assertThat(fixture.lookUp("accountservice")).isEqualTo(FOUND);
        assertThat(meant("accountservice")).isEqualTo("AccountService1");
        assertThat(registry.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request.target()).contains("serviceName=AccountService"));
    }

    @Test
    void findsServicesOfOtherApplicationsLikewise() {
        registry.hasUp("billing/Invoices", 1);
        registry.hasUp("INVOICES", 2);
        fixture.started();
        assertThat(fixture.lookUp("billing", "invoices")).isEqualTo(FOUND);
        assertThat(meant("billing", "invoices")).isEqualTo("Invoices1");
        assertThat(meant("invoices")).isNull();
    }

    @Test
    void namesASimilarServiceOfTheSameApplication() {
        registry.hasUp("AccountService", 1);
        registry.hasUp("billing/Invoices", 1);
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("Order-Items", List.of(CONFIGURED)));
        fixture.started();
        LookupResult account = new LookupResult.NoSuchService("AccountService");
        assertThat(fixture.lookUp("acountservice")).isEqualTo(account);
        registry.requests.clear();
        assertThat(fixture.lookUp("acountservice")).isEqualTo(account);
        assertThat(registry.requests).as("remembered for a second").isEmpty();
        assertThat(fixture.lookUp("orderitem")).isEqualTo(new LookupResult.NoSuchService("Order-Items"));
        assertThat(fixture.lookUp("invoice")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(fixture.lookUp("billing", "invoice")).isEqualTo(new LookupResult.NoSuchService("Invoices"));
    }

    @Test
    void keepsABoundedNumberOfSpellings() {
        registry.hasUp("abcdefghijkl", 1);
        fixture.started();
        List<String> written = new ArrayList<>();
        for (int i = 1; i <= 1_001; i++) {
            StringBuilder name = new StringBuilder("abcdefghijkl");
            for (int bit = 0; bit < name.length(); bit++) {
                if ((i >> bit & 1) == 1) {
                    name.setCharAt(bit, Character.toUpperCase(name.charAt(bit)));
                }
            }
            written.add(name.toString());
            fixture.lookUp(name.toString());
        }
        assertThat(meant(written.getFirst())).isNull();
        assertThat(written.subList(1, written.size()))
                .allSatisfy(name -> assertThat(meant(name)).isEqualTo("abcdefghijkl1"));
        assertThat(fixture.lookUp(written.getFirst())).isEqualTo(FOUND);
    }

    @Test
    void whereDiscoveryIsOffConfiguredServicesAreFoundWhateverTheCase() {
        fixture.discover = false;
        fixture.statics = CatalogSnapshot.ofStatic(
                Map.of("AccountService", List.of(CONFIGURED), "Order", List.of(), "ORDER", List.of()));
        fixture.started();
        assertThat(meant("accountservice")).isEqualTo("AccountService1");
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.Ambiguous(List.of("ORDER", "Order")));
        assertThat(registry.requests(FIND)).isEmpty();
    }
}
