package io.mesher.control.health;

/**
 * What a check of the local application has found so far.
 *
 * @param name as people see it, such as {@code GET 127.0.0.1:8080/health}
 * @param well whether it counts as good, which takes a threshold of results in a row to change
 * @param rounds how often it was asked
 * @param failures how many of them were bad
 * @param bad what was bad the last time; empty: it was good, or not asked yet
 */
public record LocalCheckState(String name, boolean well, long rounds, long failures, String bad) {
    LocalCheckState and(boolean nowWell, String found) {
        return new LocalCheckState(name, nowWell, rounds + 1, found.isEmpty() ? failures : failures + 1, found);
    }

    /** Why it isn't well, in words. */
    String complaint() {
        return name + ": " + (bad.isEmpty() ? "good again, but not often enough in a row" : bad);
    }
}
