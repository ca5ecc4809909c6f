package io.mesher.it.arch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The strongly connected sets of a graph that have more than one member, by Tarjan's algorithm. */
final class Knots {
    private final Map<String, Set<String>> graph;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final Set<String> onPath = new HashSet<>();
    private final List<Set<String>> knots = new ArrayList<>();

    private Knots(Map<String, Set<String>> graph) {
        this.graph = graph;
    }

    /** @param graph what each member leads to; all of these are members */
    static List<Set<String>> of(Map<String, Set<String>> graph) {
        Knots search = new Knots(graph);
        for (String member : graph.keySet()) {
            if (!search.numbers.containsKey(member)) {
                search.visit(member);
            }
        }
        return search.knots;
    }

    private void visit(String member) {
        int number = numbers.size();
        numbers.put(member, number);
        lowest.put(member, number);
        path.push(member);
        onPath.add(member);
        for (String next : graph.get(member)) {
            if (!numbers.containsKey(next)) {
                visit(next);
                lowest.merge(member, lowest.get(next), Math::min);
            } else if (onPath.contains(next)) {
                lowest.merge(member, numbers.get(next), Math::min);
            }
        }
        if (lowest.get(member) == number) {
            take(member);
        }
    }

    private void take(String first) {
        Set<String> knot = new TreeSet<>();
        String member;
        do {
            member = path.pop();
            onPath.remove(member);
            knot.add(member);
        } while (!member.equals(first));
        if (knot.size() > 1) {
            knots.add(knot);
        }
    }
}
