package io.mesher.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of services that callers write in another case. */
class SpellingsTest {
    private static final Microservice ACCOUNT = service("", "AccountService");
    private static final Microservice UPPER = service("", "ORDER");
    private static final Microservice MIXED = service("", "Order");
    private static final Microservice FOREIGN = service("billing", "AccountService");

    private static final CatalogSnapshot KNOWN = CatalogSnapshot.of("shop", List.of(ACCOUNT, UPPER, MIXED, FOREIGN));

    private static Microservice service(String app, String name) {
        return new Microservice(app, name, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccountService", "accountservice", "ACCOUNTSERVICE", "aCCOUNTsERVICE"})
    void whereNobodyElseKnowsMoreAnyCaseOfTheOnlyNameIsMeant(String written) {
        CatalogSnapshot complete = KNOWN.complete();
        assertThat(complete.meant(written)).isSameAs(ACCOUNT);
        assertThat(complete.meant("shop", written)).isSameAs(ACCOUNT);
        assertThat(complete.meant("billing", written)).isSameAs(FOREIGN);
        assertThat(complete.meant("nobody", written)).isNull();
    }

    @Test
    void theExactSpellingWins() {
        CatalogSnapshot complete = KNOWN.complete();
        assertThat(complete.meant("ORDER")).isSameAs(UPPER);
        assertThat(complete.meant("Order")).isSameAs(MIXED);
    }

    @Test
    void ofSeveralSpellingsNoneIsMeant() {
        assertThat(KNOWN.complete().meant("order")).isNull();
        assertThat(KNOWN.spellings("", "order")).containsExactly("ORDER", "Order");
        CatalogSnapshot three =
                CatalogSnapshot.of(List.of(UPPER, MIXED, service("", "oRDER"))).complete();
        assertThat(three.meant("order")).isNull();
    }

    @Test
    void otherLettersThanAToZHaveNoCase() {
        CatalogSnapshot complete = CatalogSnapshot.of(List.of(service("", "\u212a"), service("", "\u00c4")))
                .complete();
        assertThat(complete.meant("k")).isNull();
        assertThat(complete.meant("\u00e4")).isNull();
        assertThat(complete.meant("\u00c4")).isNotNull();
    }

    @Test
    void whereTheRegistryMayKnowTheExactSpellingOnlyAKnownRespellingIsTaken() {
        assertThat(KNOWN.meant("accountservice")).isNull();
        CatalogSnapshot respelled = CatalogSnapshot.of(
                "shop",
                List.of(ACCOUNT, FOREIGN),
                List.of(
                        new Respelling("", "accountservice", "AccountService"),
                        new Respelling("", "gone", "Gone"),
                        new Respelling("nobody", "accountservice", "AccountService")));
        assertThat(respelled.meant("accountservice")).isSameAs(ACCOUNT);
        assertThat(respelled.meant("ACCOUNTSERVICE")).isNull();
        assertThat(respelled.meant("billing", "accountservice")).isNull();
        assertThat(respelled.meant("gone")).isNull();
        assertThat(respelled.find("accountservice")).isNull();
        assertThat(respelled.all()).containsExactlyInAnyOrder(ACCOUNT, FOREIGN);
    }

    @Test
    void aCatalogWithoutRegistryNamesTheSpellingsOfAnAmbiguousName() {
        StaticCatalog catalog = new StaticCatalog(KNOWN);
        assertThat(catalog.snapshot().meant("accountservice")).isSameAs(ACCOUNT);
        List<LookupResult> heard = new ArrayList<>();
        catalog.lookUp("", "order", heard::add);
        catalog.lookUp("billing", "order", heard::add);
        assertThat(heard)
                .containsExactly(
                        new LookupResult.Ambiguous(List.of("ORDER", "Order")), new LookupResult.NoSuchService());
    }
}
