package io.mesher.core.balance;

import org.jspecify.annotations.Nullable;

/** Prefers instances of the own zone, then of the own region, as long as they aren't too few for their callers. */
final class NearFirst {
    /** Near instances may be so many times as busy as all are on average, with a request more each. */
    static final int NEAR_LOAD = 2;

    private static final int REGION = 1;

    private NearFirst() {}

    /** Leaves those of the least distance, and while these are too busy those of the next, too. */
    static void keep(Eligible eligible, CandidateList list, long now, @Nullable PickNotes notes) {
        long all = 0;
        for (int i = 0; i < eligible.count(); i++) {
            all += eligible.candidate(i).inFlight();
        }
        double max = NEAR_LOAD * ((double) all / eligible.count() + 1);
        for (int distance = 0; distance <= REGION; distance++) {
            int near = 0;
            long load = 0;
            for (int i = 0; i < eligible.count(); i++) {
                if (list.distance(eligible.place(i)) <= distance) {
                    near++;
                    load += eligible.candidate(i).inFlight();
                }
            }
            if (near > 0 && load <= max * near) {
                eligible.keepWithin(list, distance, now, notes);
                return;
            }
        }
    }
}
