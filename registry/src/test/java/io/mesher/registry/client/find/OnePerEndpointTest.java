package io.mesher.registry.client.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.LeftOut;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnePerEndpointTest {
    private static Instance instance(String id, int port, long registeredAt) {
        return new Instance(
                id, "1.0.0", new Endpoint("10.0.0.1", port), new InstanceTraits(Map.of(), "", "", registeredAt));
    }

    private static List<String> ids(OnePerEndpoint one) {
        return one.instances().stream().map(Instance::id).toList();
    }

    @Test
    void differentEndpointsAllCount() {
        List<Instance> all = List.of(instance("a", 1, 5), instance("b", 2, 5), instance("c", 3, 5));
        assertThat(OnePerEndpoint.of(all)).isEqualTo(new OnePerEndpoint(all, List.of()));
    }

    @Test
    void ofEqualEndpointsTheNewestCounts() {
        OnePerEndpoint one = OnePerEndpoint.of(
                List.of(instance("a", 1, 5), instance("b", 2, 5), instance("c", 1, 7), instance("d", 1, 6)));
        assertThat(ids(one)).containsExactly("b", "c");
        assertThat(one.replaced())
                .map(OnePerEndpoint.Replaced::leftOut)
                .extracting(LeftOut.One::id, LeftOut.One::address, LeftOut.One::why)
                .containsExactly(
                        tuple("a", "10.0.0.1:1", "its endpoint is that of instance c, which was registered later"),
                        tuple("d", "10.0.0.1:1", "its endpoint is that of instance c, which was registered later"));
    }

    @Test
    void whereTimesAreUnknownTheFirstCounts() {
        assertThat(ids(OnePerEndpoint.of(List.of(instance("a", 1, 0), instance("b", 1, 0)))))
                .containsExactly("a");
    }
}
