package io.mesher.it.arch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Names, and which others each of them uses. */
final class Graph {
    private final SortedMap<String, SortedSet<String>> edges = new TreeMap<>();

    void add(String node) {
        edges.computeIfAbsent(node, _ -> new TreeSet<>());
    }

    /** Leaves out an edge from a node to itself: it makes no knot. */
    void add(String from, String to) {
        add(from);
        add(to);
        if (!from.equals(to)) {
            edges.get(from).add(to);
        }
    }

    SortedMap<String, SortedSet<String>> edges() {
        return edges;
    }

    /** A graph per group, with the edges within it. */
    SortedMap<String, Graph> parts(UnaryOperator<String> groupOf) {
        SortedMap<String, Graph> parts = new TreeMap<>();
        edges.forEach((from, targets) -> {
            Graph part = parts.computeIfAbsent(groupOf.apply(from), _ -> new Graph());
            part.add(from);
            targets.stream()
                    .filter(to -> groupOf.apply(to).equals(groupOf.apply(from)))
                    .forEach(to -> part.add(from, to));
        });
        return parts;
    }

    /** The strongly connected sets of two nodes or more: within one, each node reaches each other one. */
    Set<Set<String>> knots() {
        Map<String, Set<String>> reached = new HashMap<>();
        edges.keySet().forEach(node -> reached.put(node, reachedFrom(node)));
        Set<Set<String>> knots = new HashSet<>();
        for (String node : edges.keySet()) {
            Set<String> knot = new TreeSet<>(reached.get(node));
            knot.removeIf(other -> !reached.get(other).contains(node));
            if (knot.size() > 1) {
                knots.add(knot);
            }
        }
        return knots;
    }

    private Set<String> reachedFrom(String start) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            String node = open.pop();
            for (String next : edges.get(node)) {
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return seen;
    }
}
