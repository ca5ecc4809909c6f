package io.mesher.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    // --- Endpoint

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 80, 10.0.0.1:80", "name, 1, name:1", "::1, 65535, [::1]:65535"})
    void anAuthorityHasIpv6InBrackets(String host, int port, String authority) {
        assertThat(new Endpoint(host, port).authority()).isEqualTo(authority);
        assertThat(new Endpoint(host, port)).hasToString(authority);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65536})
    void aPortIsInRange(int port) {
        assertThatThrownBy(() -> new Endpoint("a", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: " + port + " (expected: 1 to 65535)");
    }

    @Test
    void aHostIsNotEmpty() {
        assertThatThrownBy(() -> new Endpoint("", 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("host: empty (expected: a name or an IP address)");
    }

    @Test
    void endpointsAreEqualByHostAndPort() {
        Endpoint endpoint = new Endpoint(new String("a"), 80);
        assertThat(endpoint).isEqualTo(new Endpoint("a", 80)).hasSameHashCodeAs(new Endpoint("a", 80));
        assertThat(endpoint).isNotEqualTo(new Endpoint("a", 81)).isNotEqualTo(new Endpoint("b", 80));
        assertThat(endpoint.equals(null)).isFalse();
        assertThat(endpoint).isNotEqualTo("a:80");
    }

    // --- CatalogSnapshot

    @Test
    void staticServicesHaveTheirEndpointsInOrder() {
        Endpoint first = new Endpoint("10.0.0.2", 80);
        Endpoint second = new Endpoint("::1", 81);
        CatalogSnapshot catalog =
                CatalogSnapshot.ofStatic(Map.of("server", List.of(first, second), "empty", List.of()));
        assertThat(catalog.find("server"))
                .isEqualTo(new Microservice(
                        "server",
                        List.of(new Instance("10.0.0.2:80", "", first), new Instance("[::1]:81", "", second))));
        assertThat(catalog.find("empty").instances()).isEmpty();
        assertThat(catalog.all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "server ", "", "serve"})
    void namesAreExact(String name) {
        assertThat(CatalogSnapshot.ofStatic(Map.of("server", List.of())).find(name))
                .isNull();
    }

    @Test
    void aSnapshotDoesNotChangeWithWhatItWasMadeOf() {
        List<Instance> instances = new ArrayList<>();
        List<Microservice> services = new ArrayList<>(List.of(new Microservice("a", instances)));
        CatalogSnapshot catalog = CatalogSnapshot.of(services);
        instances.add(new Instance("1", "", new Endpoint("a", 1)));
        services.add(new Microservice("b", List.of()));
        assertThat(catalog.find("a").instances()).isEmpty();
        assertThat(catalog.find("b")).isNull();
    }

    @Test
    void servicesOfOtherApplicationsAreApartFromThoseOfTheSameNameOfOurOwn() {
        Microservice own = new Microservice("a", List.of());
        Microservice foreign = new Microservice("billing", "a", List.of());
        Microservice other = new Microservice("billing", "b", List.of());
        CatalogSnapshot catalog = CatalogSnapshot.of("shop", List.of(own, foreign, other));
        assertThat(catalog.find("a")).isSameAs(own);
        assertThat(catalog.find("", "a")).isSameAs(own);
        assertThat(catalog.find("shop", "a")).isSameAs(own);
        assertThat(catalog.find("billing", "a")).isSameAs(foreign).isNotEqualTo(own);
        assertThat(catalog.find("b")).isNull();
        assertThat(catalog.find("billing", "c")).isNull();
        assertThat(catalog.find("nobody", "a")).isNull();
        assertThat(catalog.all()).containsExactlyInAnyOrder(own, foreign, other);
    }

    @Test
    void staticServicesAreOfOurOwnApplicationOnly() {
        CatalogSnapshot catalog = CatalogSnapshot.ofStatic("shop", Map.of("server", List.of()));
        assertThat(catalog.find("shop", "server")).isSameAs(catalog.find("server"));
        assertThat(catalog.find("billing", "server")).isNull();
        List<LookupResult> heard = new ArrayList<>();
        new StaticCatalog(catalog).lookUp("billing", "server", heard::add);
        assertThat(heard).containsExactly(new LookupResult.NoSuchService());
    }
}
