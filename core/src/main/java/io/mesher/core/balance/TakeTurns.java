package io.mesher.core.balance;

import java.util.Arrays;

/**
 * {@code RoundRobin}: each in turn, by its place in the whole list: who is left out for one request, or for a while, changes
 * nothing for the others.
 */
final class TakeTurns implements Strategy {
    private final int before;
    private boolean begun;
    private int last;

    /** @param before any number, counted around: the turn before the first */
    TakeTurns(int before) {
        this.before = before;
    }

    @Override
    public int pick(Candidate[] from, int[] places, int count, long now) {
        int index = begun ? behind(last, places, count) : Math.floorMod(before + 1, count);
        begun = true;
        last = places[index];
        return index;
    }

    private static int behind(int last, int[] places, int count) {
        int next = last + 1;
        if (next < count && places[next] == next) {
            return next;
        }
        int found = Arrays.binarySearch(places, 0, count, next);
        int index = found >= 0 ? found : -found - 1;
        return index == count ? 0 : index;
    }
}
