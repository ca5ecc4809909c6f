package io.mesher.core.balance;

/** {@code RoundRobin}: each in turn. */
final class TakeTurns implements Strategy {
    private int next;

    /** @param before any number: the turn before the first */
    TakeTurns(int before) {
        this.next = before;
    }

    @Override
    public int pick(Candidate[] from, int count, long now) {
        int turn = next + 1;
        next = turn >= 0 && turn < count ? turn : Math.floorMod(turn, count);
        return next;
    }
}
