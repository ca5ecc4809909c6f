package io.mesher.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    private static String closest(String name, String... others) {
        SimilarNames names = new SimilarNames(name);
        for (String other : others) {
            names.consider(other);
        }
        return names.closest();
    }

    @ParameterizedTest
    @CsvSource({
        "helo, hello",
        "acountservice, AccountService",
        "accountsrevice, AccountService",
        "account-service, AccountService",
        "order_item, order-item",
        "orderitem, -order_item-",
        "ordes, order",
        "abc, abd"
    })
    void aNameWithOneOrTwoMistakesIsSimilar(String name, String other) {
        assertThat(closest(name, "quite-another", other)).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "order, owner",
        "oders, order",
        "ab, ac",
        "a, b",
        "accountservice, accsrvice",
        "order, orderservice",
        "order, order"
    })
    void otherNamesAreNot(String name, String other) {
        assertThat(closest(name, other)).isEmpty();
    }

    @Test
    void theClosestIsNamed() {
        assertThat(closest("payments", "payment--x", "paymentt", "payment")).isEqualTo("payment");
        assertThat(closest("orders", "ordersb", "ordersa", "ordersc")).isEqualTo("ordersa");
    }

    @Test
    void onlySoManyAreCompared() {
        SimilarNames names = new SimilarNames("orders");
        for (int i = 0; i < SimilarNames.MAX_COMPARED; i++) {
            names.consider("zz" + (1000 + i));
        }
        names.consider("order");
        assertThat(names.closest()).isEmpty();
    }

    @Test
    void thoseOfAnotherLengthDoNotCount() {
        SimilarNames names = new SimilarNames("orders");
        for (int i = 0; i < SimilarNames.MAX_COMPARED; i++) {
            names.consider("quite-another-" + i);
        }
        names.consider("order");
        assertThat(names.closest()).isEqualTo("order");
    }

    @Test
    void longNamesAreNotCompared() {
        String longest = "x".repeat(SimilarNames.MAX_CHARS);
        assertThat(closest(longest, "y" + longest.substring(1))).startsWith("y");
        assertThat(closest(longest + "x", longest)).isEmpty();
        assertThat(closest(longest, longest + "x")).isEmpty();
    }

    @Test
    void aCatalogWithoutRegistryNamesASimilarService() {
        StaticCatalog catalog = new StaticCatalog(CatalogSnapshot.of(
                List.of(new Microservice("AccountService", List.of()), new Microservice("Order", List.of()))));
        catalog.lookUp(
                "",
                "account-servic",
                result -> assertThat(result).isEqualTo(new LookupResult.NoSuchService("AccountService")));
        catalog.lookUp(
                "billing", "account-servic", result -> assertThat(result).isEqualTo(new LookupResult.NoSuchService()));
    }
}
