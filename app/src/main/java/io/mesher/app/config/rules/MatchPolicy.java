package io.mesher.app.config.rules;

import io.mesher.app.config.source.Entry;
import io.mesher.core.route.RequestMatch;
import org.jspecify.annotations.Nullable;

/** A named match, {@code servicecomb.match.<name>} or {@code servicecomb.matchGroup.<name>}. */
final class MatchPolicy {
    private final Entry entry;
    private final @Nullable RequestMatch match;
    private boolean referred;

    /** @param match null: it is wrong */
    MatchPolicy(Entry entry, @Nullable RequestMatch match) {
        this.entry = entry;
        this.match = match;
    }

    Entry entry() {
        return entry;
    }

    String place() {
        return entry.place();
    }

    @Nullable RequestMatch match() {
        return match;
    }

    /** A rule names it. */
    void refer() {
        referred = true;
    }

    boolean isReferred() {
        return referred;
    }
}
