package io.mesher.core.balance;

import org.jspecify.annotations.Nullable;

/** Those of a list that a request may go to. Reused from request to request; event loop only. */
final class Eligible {
    private Candidate[] candidates = new Candidate[0];
    private int[] places = new int[0];
    private int count;

    void clear(int room) {
        if (candidates.length < room) {
            candidates = new Candidate[room];
            places = new int[room];
        }
        count = 0;
    }

    /** @param place in the list, after that of the one before */
    void add(Candidate candidate, int place) {
        candidates[count] = candidate;
        places[count++] = place;
    }

    int count() {
        return count;
    }

    Candidate candidate(int i) {
        return candidates[i];
    }

    int place(int i) {
        return places[i];
    }

    void remove(int i) {
        count--;
        System.arraycopy(candidates, i + 1, candidates, i, count - i);
        System.arraycopy(places, i + 1, places, i, count - i);
    }

    int pick(Strategy strategy, long now) {
        return strategy.pick(candidates, places, count, now);
    }

    void keepWithin(CandidateList list, int distance, long now, @Nullable PickNotes notes) {
        int all = count;
        count = 0;
        for (int i = 0; i < all; i++) {
            if (list.distance(places[i]) <= distance) {
                add(candidates[i], places[i]);
            } else if (notes != null) {
                notes.passOver(candidates[i], Verdict.FARTHER, now);
            }
        }
    }
}
