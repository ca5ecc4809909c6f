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
            "server",
            List.of(
                    instance("1.0.0", "a"),
                    instance("1.2.0", "a"),
                    instance("2.0.0", "b"),
                    instance("2.0.0", "a"),
                    instance("10.0", "b"),
                    instance("", "b"),
                    instance("blue", "b")));

    private static Instance instance(String version, String zone) {
        return new Instance(
                version + zone,
                version,
                new Endpoint("10.0.0.1", 80),
                new InstanceTraits(Map.of("zone", zone), "", "", 0));
    }

    private static List<String> ids(Subset subset) {
        return subset.select(SERVICE).stream().map(Instance::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "latest, 10.0b",
        "1.2.0, 1.2.0a",
        "1.2, 1.2.0a",
        "2.0.0, 2.0.0b 2.0.0a",
        "1.2.0+, 1.2.0a 2.0.0b 2.0.0a 10.0b",
        "1.0.0-2.0.0, 1.0.0a 1.2.0a",
        "blue, blueb",
        "green, ''",
        "3.0.0, ''",
        "11.0+, ''",
    })
    void choosesByVersion(String version, String ids) {
        assertThat(String.join(" ", ids(new Subset(version, "", Map.of())))).isEqualTo(ids);
    }

    @Test
    void tagsMustAllBeEqual() {
        assertThat(ids(new Subset("2.0.0", "", Map.of("zone", "a")))).containsExactly("2.0.0a");
        assertThat(ids(new Subset("2.0.0", "", Map.of("zone", "a", "x", "y")))).isEmpty();
    }

    /** As in the original: the newest of all, and of these what has the tags. */
    @Test
    void theLatestVersionIsThatOfAllInstances() {
        assertThat(ids(new Subset("latest", "", Map.of("zone", "a")))).isEmpty();
        assertThat(ids(new Subset("latest", "", Map.of("zone", "b")))).containsExactly("10.0b");
    }

    @Test
    void isToldInWords() {
        assertThat(Subset.LATEST).hasToString("the latest version");
        assertThat(new Subset("1.2.0", "shop", Map.of("zone", "a", "colour", "red")))
                .hasToString("version 1.2.0, application shop, colour=red, zone=a");
    }

    @Test
    void aRangeMayBeEmpty() {
        assertThat(VersionRange.of("2.0-1.0").isEmpty()).isTrue();
        assertThat(VersionRange.of("1.0-1.0.0").isEmpty()).isTrue();
        assertThat(VersionRange.of("1.0-1.0.1").isEmpty()).isFalse();
        assertThat(VersionRange.of("1.0+").isEmpty()).isFalse();
        assertThat(VersionRange.of("1.0").isEmpty()).isFalse();
    }
}
