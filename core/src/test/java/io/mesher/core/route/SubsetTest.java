package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.Microservice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsetTest {
    private static final Microservice SERVICE = new Microservice(
            "s",
            List.of(
                    instance("a", "1.0.0", Map.of("zone", "x")),
                    instance("b", "1.1.0", Map.of()),
                    instance("c", "1.10.0", Map.of("zone", "x")),
                    instance("d", "2.0.0", Map.of("zone", "x", "canary", "yes")),
                    instance("e", "2.0.0", Map.of("zone", "y"))));

    private static Instance instance(String id, String version, Map<String, String> properties) {
        return new Instance(id, version, new Endpoint("h", 1), new InstanceTraits(properties, "", "", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "latest, d e",
        "1.1.0, b",
        "1.1, ''",
        "3.0.0, ''",
        "1.1.0+, b c d e",
        "0+, a b c d e",
        "1.0.0-2.0.0, a b c",
        "1.0.1-1.9, b",
        "2.0.0-1.0.0, ''",
    })
    void choosesByVersion(String version, String ids) {
        assertThat(ids(new Subset(version, "", Map.of()))).isEqualTo(ids);
    }

    @Test
    void choosesByProperties() {
        assertThat(ids(new Subset("0+", "", Map.of("zone", "x")))).isEqualTo("a c d");
        assertThat(ids(new Subset("0+", "", Map.of("zone", "x", "canary", "yes"))))
                .isEqualTo("d");
        assertThat(ids(new Subset("0+", "", Map.of("zone", "z")))).isEmpty();
    }

    /** As in the original: latest is the service's, not that of the instances with the tags. */
    @Test
    void withoutVersionTheNewestOfTheServiceIsMeant() {
        assertThat(ids(new Subset("latest", "", Map.of("zone", "y")))).isEqualTo("e");
        Microservice old = new Microservice("s", SERVICE.instances().subList(0, 2));
        assertThat(new Subset("latest", "", Map.of("zone", "x")).select(old)).isEmpty();
    }

    @Test
    void nothingIsChosenFromNothing() {
        assertThat(new Subset("latest", "", Map.of("a", "b")).select(new Microservice("s", List.of())))
                .isEmpty();
    }

    @Test
    void saysWhatItIs() {
        assertThat(new Subset("1.0.0", "shop", Map.of("b", "2", "a", "1")))
                .hasToString("version 1.0.0 of application shop, a = 1, b = 2");
    }

    private static String ids(Subset subset) {
        return String.join(
                " ", subset.select(SERVICE).stream().map(Instance::id).toList());
    }
}
