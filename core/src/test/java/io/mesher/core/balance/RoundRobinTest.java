package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundRobinTest {
    private final RoundRobin balancer = new RoundRobin(0);

    @Test
    void takesEachInstanceInTurn() {
        Microservice service = service("a", "1", "2", "3");
        List<String> picked = picks(service, 7);
        assertThat(picked.subList(0, 3)).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(picked.subList(3, 6)).isEqualTo(picked.subList(0, 3));
        assertThat(picked.get(6)).isEqualTo(picked.get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 7, Integer.MAX_VALUE - 1})
    void loopsBeginApart(int firstTurn) {
        RoundRobin other = new RoundRobin(firstTurn);
        Microservice service = service("a", "1", "2", "3");
        String first = other.pick(service, new Instance[3], 0).id();
        int expected = firstTurn + 1 >= 3 ? 0 : firstTurn + 1;
        assertThat(first).isEqualTo(service.instances().get(expected).id());
    }

    @Test
    void eachServiceHasATurnOfItsOwn() {
        List<String> alone = picks(service("a", "1", "2", "3"), 3);
        RoundRobin other = new RoundRobin(0);
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            mixed.add(
                    other.pick(service("a", "1", "2", "3"), new Instance[3], 0).id());
            other.pick(service("b", "4", "5"), new Instance[3], 0);
        }
        assertThat(mixed).isEqualTo(alone);
    }

    @Test
    void passesOverThoseTried() {
        Microservice service = service("a", "1", "2", "3");
        for (Instance first : service.instances()) {
            for (Instance second : service.instances()) {
                Instance picked = balancer.pick(service, new Instance[] {first, second, null}, 2);
                assertThat(picked).isNotIn(first, second).isNotNull();
            }
        }
    }

    @Test
    void looksOnlyAtTheGivenNumberOfThem() {
        Microservice service = service("a", "1");
        Instance left = service.instances().getFirst();
        assertThat(balancer.pick(service, new Instance[] {left}, 0)).isEqualTo(left);
        assertThat(balancer.pick(service, new Instance[] {left}, 1)).isNull();
    }

    @Test
    void knowsAnInstanceByItsIdInANewerSnapshot() {
        Instance before = new Instance("1", "", new Endpoint("10.0.0.1", 80));
        Instance after = new Instance("1", "", new Endpoint("10.0.0.2", 80));
        assertThat(balancer.pick(new Microservice("a", List.of(after)), new Instance[] {before}, 1))
                .isNull();
    }

    @Test
    void aServiceWithoutInstancesHasNone() {
        assertThat(balancer.pick(service("a"), new Instance[3], 0)).isNull();
    }

    @Test
    void goesOnWhereInstancesComeAndGo() {
        picks(service("a", "1", "2", "3", "4"), 3);
        assertThat(picks(service("a", "1"), 2)).containsExactly("1", "1");
        assertThat(picks(service("a", "1", "2"), 4)).containsExactlyInAnyOrder("1", "2", "1", "2");
    }

    private List<String> picks(Microservice service, int count) {
        List<String> picked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picked.add(balancer.pick(service, new Instance[3], 0).id());
        }
        return picked;
    }

    private static Microservice service(String name, String... ids) {
        return new Microservice(
                name,
                Arrays.stream(ids)
                        .map(id -> new Instance(id, "", new Endpoint("10.0.0." + id, 80)))
                        .toList());
    }
}
