package io.mesher.proxy.record;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.LineTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What lines begin with: the time, and who called whom. Made once for who calls whom, the time filled in; a fixed table, in which a
 * newer one replaces an older one. One thread's.
 */
final class LinePrefixes {
    /** A format's part. */
    @FunctionalInterface
    interface Form {
        /** Appends an opening, with {@link #NO_TIME} where the time is to stand. */
        void write(LineText to, Direction direction, String source, String destination);
    }

    private static final class Opening {
        private final Direction direction;
        private final String source;
        private final String destination;
        private final byte[] bytes;

        Opening(Direction direction, String source, String destination, byte[] bytes) {
            this.direction = direction;
            this.source = source;
            this.destination = destination;
            this.bytes = bytes;
        }

        boolean is(Direction other, String otherSource, String otherDestination) {
            return direction == other && destination.equals(otherDestination) && source.equals(otherSource);
        }
    }

    static final byte[] NO_TIME = new byte[LineTime.BYTES];

    private static final int SLOTS = 32;

    private final Form form;
    private final int timeAt;
    private final LineTime time = new LineTime();
    private final LineText made = new LineText();
    private final @Nullable Opening[] slots = new @Nullable Opening[SLOTS];

    /** @param timeAt where in each the time stands */
    LinePrefixes(int timeAt, Form form) {
        this.form = form;
        this.timeAt = timeAt;
    }

    /** Good until the next call. Not to be changed. */
    byte[] of(Direction direction, String source, String destination, long millis) {
        int hash = (source.hashCode() * 31 + destination.hashCode()) * 2 + direction.ordinal();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Opening opening = slots[slot];
        if (opening == null || !opening.is(direction, source, destination)) {
            opening = make(direction, source, destination);
            slots[slot] = opening;
        }
        time.put(millis, opening.bytes, timeAt);
        return opening.bytes;
    }

    private Opening make(Direction direction, String source, String destination) {
        made.clear();
        form.write(made, direction, source, destination);
        return new Opening(direction, source, destination, Arrays.copyOf(made.bytes(), made.length()));
    }
}
