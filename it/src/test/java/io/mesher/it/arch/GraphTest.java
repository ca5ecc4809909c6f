package io.mesher.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Graph graph = new Graph();

    @Test
    void aChainHasNoKnot() {
        graph.add("a", "b");
        graph.add("b", "c");
        graph.add("a", "a");
        assertThat(graph.knots()).isEmpty();
    }

    @Test
    void circlesThatShareANodeAreOneKnot() {
        graph.add("a", "b");
        graph.add("b", "a");
        graph.add("b", "c");
        graph.add("c", "b");
        graph.add("c", "outside");
        graph.add("x", "y");
        graph.add("y", "x");
        assertThat(graph.knots()).containsExactlyInAnyOrder(Set.of("a", "b", "c"), Set.of("x", "y"));
    }

    @Test
    void findsAKnotAndLeavesOutWhatOnlyLeadsThere() {
        graph.add("a", "b");
        graph.add("b", "c");
        graph.add("c", "d");
        graph.add("c", "b");
        graph.add("d", "b");
        graph.add("d", "e");
        assertThat(graph.knots()).containsExactly(Set.of("b", "c", "d"));
    }

    @Test
    void aPartHasItsOwnEdgesOnly() {
        graph.add("p.a", "q.b");
        graph.add("q.b", "p.a");
        graph.add("p.a", "p.c");
        graph.add("p.c", "p.a");
        assertThat(graph.parts(name -> name.substring(0, 1)).get("p").knots()).containsExactly(Set.of("p.a", "p.c"));
        assertThat(graph.parts(name -> name.substring(0, 1)).get("q").knots()).isEmpty();
    }
}
