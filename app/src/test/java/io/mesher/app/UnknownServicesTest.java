package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.rules.NamedService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownServicesTest {
    private static final NamedService SHOOP = new NamedService("shoop", "router.yaml:3", "servicecomb.routeRule.shoop");
    private static final NamedService STOCK = new NamedService("stock", "router.yaml:9", "mesher.routes.stock");

    private final UnknownServices.Report report = new UnknownServices.Report();

    @Test
    void warnsOfAnAbsentServiceWithKeyPlaceAndTheNearestName() {
        assertThat(report.changed(List.of(SHOOP, STOCK), Map.of("shoop", "shop")))
                .singleElement()
                .asString()
                .startsWith("router.yaml:3: servicecomb.routeRule.shoop: ")
                .contains("did you mean shop?");
        assertThat(report.text()).contains("servicecomb.routeRule.shoop").doesNotContain("stock");
    }

    @Test
    void warnsOnceUntilTheAnswerChanges() {
        report.changed(List.of(SHOOP), Map.of("shoop", ""));

        assertThat(report.changed(List.of(SHOOP), Map.of("shoop", ""))).isEmpty();
        assertThat(report.changed(List.of(SHOOP, STOCK), Map.of("shoop", "", "stock", "")))
                .singleElement()
                .asString()
                .contains("stock");
        assertThat(report.changed(List.of(SHOOP, STOCK), Map.of("shoop", "shop", "stock", "")))
                .singleElement()
                .asString()
                .contains("did you mean shop?");
    }

    @Test
    void forgetsAServiceThatExistsNowAndWarnsWhenItIsGoneAgain() {
        report.changed(List.of(SHOOP), Map.of("shoop", ""));
        assertThat(report.changed(List.of(SHOOP), Map.of())).isEmpty();
        assertThat(report.text()).isEmpty();

        assertThat(report.changed(List.of(SHOOP), Map.of("shoop", ""))).hasSize(1);
    }
}
