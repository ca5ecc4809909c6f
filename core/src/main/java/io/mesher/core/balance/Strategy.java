package io.mesher.core.balance;

/** How one of several equal candidates is chosen. Of one event loop and one list, which may change between two calls. */
interface Strategy {
    /**
     * The index of one of {@code from[0..count)}; {@code count} is 1 or more.
     *
     * @param places where each stands in the whole list, in ascending order: some may be left out
     */
    int pick(Candidate[] from, int[] places, int count, long now);
}
