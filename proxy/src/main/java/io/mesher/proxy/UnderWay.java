package io.mesher.proxy;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.InFlight;

/** Counts one exchange's requests while they are under way: each in once, and out once, whatever happens. */
final class UnderWay {
    private final InFlight counts;
    private final Direction direction;
    private boolean begun;
    private boolean tunnel;

    UnderWay(InFlight counts, Direction direction) {
        this.counts = counts;
        this.direction = direction;
    }

    void begun() {
        ended();
        begun = true;
        counts.begun(direction);
    }

    /** The request is a tunnel from now on. */
    void switched() {
        tunnel = true;
        counts.switched(direction);
    }

    /** Nothing where nothing is under way. */
    void ended() {
        if (begun) {
            counts.ended(direction, tunnel);
            begun = false;
            tunnel = false;
        }
    }
}
