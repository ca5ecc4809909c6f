package io.mesher.core.telemetry;

import io.mesher.base.Tally;
import org.jspecify.annotations.Nullable;

/** How many requests of one event loop are under way. Written by that loop; read by any thread. */
public final class InFlight {
    private static final int DIRECTIONS = Direction.values().length;

    /** Requests by direction, after them tunnels. Made with the first request, since a start needs none. */
    private volatile @Nullable Tally counts;

    public InFlight() {}

    /** A request has begun. */
    public void begun(Direction direction) {
        Tally present = counts;
        if (present == null) {
            present = new Tally(2 * DIRECTIONS);
            counts = present;
        }
        present.add(direction.ordinal(), 1);
    }

    /** One that had begun is a tunnel from now on. */
    public void switched(Direction direction) {
        Tally present = counts;
        if (present != null) {
            present.add(direction.ordinal(), -1);
            present.add(DIRECTIONS + direction.ordinal(), 1);
        }
    }

    /** One that had begun is over. */
    public void ended(Direction direction, boolean tunnel) {
        Tally present = counts;
        if (present != null) {
            present.add(tunnel ? DIRECTIONS + direction.ordinal() : direction.ordinal(), -1);
        }
    }

    /** At present, without tunnels. */
    public long requests(Direction direction) {
        Tally present = counts;
        return present == null ? 0 : present.get(direction.ordinal());
    }

    /** Connections that have switched to another protocol. */
    public long tunnels(Direction direction) {
        Tally present = counts;
        return present == null ? 0 : present.get(DIRECTIONS + direction.ordinal());
    }
}
