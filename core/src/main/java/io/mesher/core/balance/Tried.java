package io.mesher.core.balance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The candidates that a request was tried at already. Reused from request to request; event loop only. */
public final class Tried {
    private @Nullable Candidate[] candidates = new @Nullable Candidate[4];
    private int count;

    public Tried() {}

    public void clear() {
        Arrays.fill(candidates, 0, count, null);
        count = 0;
    }

    public void add(Candidate candidate) {
        if (count == candidates.length) {
            candidates = Arrays.copyOf(candidates, count * 2);
        }
        candidates[count++] = candidate;
    }

    public boolean contains(Candidate candidate) {
        for (int i = 0; i < count; i++) {
            if (candidates[i] == candidate) {
                return true;
            }
        }
        return false;
    }

    public int count() {
        return count;
    }
}
