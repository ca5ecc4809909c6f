package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How one instance was picked and why others were passed over. Reused from pick to pick; of one event loop, while a {@link #copy}
 * is its taker's.
 */
public final class PickNotes {
    /** Of more that are passed over only the number is known. */
    public static final int MAX_NOTED = 16;

    private static final int VERDICTS = Verdict.values().length;
    private static final int FIRST_ROOM = 2;

    /** By which way the instance was found. */
    public enum Way {
        /** Nobody was passed over: the strategy chose among all. */
        PLAIN,
        /** The strategy chose among those that were left. */
        CAREFUL,
        /** It is tried again after an ejection. */
        PROBE,
        /** The caller keeps it. */
        SESSION
    }

    /** One that was passed over. */
    public static final class PassedOver {
        private @Nullable Instance instance;
        private Verdict verdict = Verdict.ELIGIBLE;
        private String why = "";
        private long nanosLeft;

        private PassedOver() {}

        public @Nullable Instance instance() {
            return instance;
        }

        public Verdict verdict() {
            return verdict;
        }

        /** Of an ejected, unhealthy or unreachable one; else empty. */
        public String why() {
            return why;
        }

        /** Of an ejection; 0: its time was over. */
        public long nanosLeft() {
            return nanosLeft;
        }

        private PassedOver copy() {
            PassedOver copy = new PassedOver();
            copy.instance = instance;
            copy.verdict = verdict;
            copy.why = why;
            copy.nanosLeft = nanosLeft;
            return copy;
        }
    }

    private Way way = Way.PLAIN;
    private int total;
    private boolean lastResort;
    /** By verdict; empty until somebody is passed over. */
    private int[] counts = {};

    private PassedOver[] passedOver = {};
    private int noted;

    public PickNotes() {}

    /**
     * Forgets the pick before.
     *
     * @param candidates how many there are
     */
    public void begin(int candidates) {
        way = Way.PLAIN;
        total = candidates;
        lastResort = false;
        Arrays.fill(counts, 0);
        noted = 0;
    }

    /** Instances of earlier requests must not be kept. */
    public void forget() {
        begin(0);
        for (PassedOver each : passedOver) {
            each.instance = null;
            each.why = "";
        }
    }

    void way(Way taken) {
        way = taken;
    }

    void passOver(Candidate candidate, Verdict verdict, long now) {
        if (counts.length == 0) {
            counts = new int[VERDICTS];
        }
        counts[verdict.ordinal()]++;
        if (noted == MAX_NOTED) {
            return;
        }
        PassedOver slot = slot();
        Standing standing = candidate.standing();
        boolean told = verdict == Verdict.EJECTED || verdict == Verdict.UNHEALTHY || verdict == Verdict.UNREACHABLE;
        slot.instance = candidate.instance();
        slot.verdict = verdict;
        slot.why = told ? standing.why() : "";
        slot.nanosLeft = standing.isEjected() ? Math.max(0, standing.at() - now) : 0;
    }

    private PassedOver slot() {
        if (noted == passedOver.length) {
            passedOver = Arrays.copyOf(passedOver, Math.min(MAX_NOTED, Math.max(FIRST_ROOM, 2 * noted)));
            for (int i = noted; i < passedOver.length; i++) {
                passedOver[i] = new PassedOver();
            }
        }
        return passedOver[noted++];
    }

    /** Nobody well was left, so those that are ejected, unhealthy or unreachable count again. */
    void lastResort() {
        lastResort = true;
    }

    public Way way() {
        return way;
    }

    /** How many candidates there were. */
    public int total() {
        return total;
    }

    public boolean isLastResort() {
        return lastResort;
    }

    /** How many were passed over for this reason; those too of which no more is known. */
    public int count(Verdict verdict) {
        return counts.length == 0 ? 0 : counts[verdict.ordinal()];
    }

    /** How many {@link #passedOver} there are. */
    public int noted() {
        return noted;
    }

    public PassedOver passedOver(int i) {
        return passedOver[i];
    }

    public PickNotes copy() {
        PickNotes copy = new PickNotes();
        copy.way = way;
        copy.total = total;
        copy.lastResort = lastResort;
        copy.counts = counts.clone();
        copy.noted = noted;
        copy.passedOver = new PassedOver[noted];
        for (int i = 0; i < noted; i++) {
            copy.passedOver[i] = passedOver[i].copy();
        }
        return copy;
    }
}
