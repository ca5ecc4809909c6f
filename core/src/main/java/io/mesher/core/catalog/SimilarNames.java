package io.mesher.core.catalog;

import io.mesher.base.text.AsciiCase;

/**
 * Finds the name that a caller may have mistyped: whatever its case, with one or two letters wrong, missing or extra, and with any
 * hyphens and underscores. One thread.
 */
public final class SimilarNames {
    /** So many distances between names of usual length take less than 0.1 ms, once per answer that there is no such service. */
    static final int MAX_COMPARED = 200;

    static final int MAX_CHARS = 64;
    private static final int MAX_DISTANCE = 2;
    /** Besides the letters, two hyphens or underscores. */
    private static final int MAX_LENGTH_DIFFERENCE = 4;

    private final String name;
    private final String letters;
    private final int[] row = new int[MAX_CHARS + 1];
    private int compared;
    private int closestDistance;
    private String closest = "";

    public SimilarNames(String name) {
        this.name = name;
        this.letters = letters(name);
        // In a short name, two other letters make another word.
        this.closestDistance = 1 + Math.min(MAX_DISTANCE, letters.length() / 3);
    }

    /** Does nothing once {@link #MAX_COMPARED} names of about the same length were compared. */
    public void consider(String other) {
        if (compared >= MAX_COMPARED
                || name.length() > MAX_CHARS
                || other.length() > MAX_CHARS
                || Math.abs(other.length() - name.length()) > MAX_LENGTH_DIFFERENCE
                || other.equals(name)) {
            return;
        }
        compared++;
        int distance = distance(letters(other));
        boolean first = distance == closestDistance && !closest.isEmpty() && other.compareTo(closest) < 0;
        if (distance < closestDistance || first) {
            closestDistance = distance;
            closest = other;
        }
    }

    /** The first one in the order of texts if there are several; empty if there is none. */
    public String closest() {
        return closest;
    }

    /** Levenshtein's, by one row of its table. */
    private int distance(String other) {
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= letters.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (letters.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-' && c != '_') {
                letters.append(c);
            }
        }
        return AsciiCase.lower(letters.toString());
    }
}
