package io.mesher.net.http1;

import io.mesher.net.stream.ByteStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The way from the caller of an {@link Http1ServerConnection}: whether more is wanted and may come. Event loop only. */
final class CallerInput {
    /**
     * How long a connection's first request may take before the selector is asked to report what else the caller does. Most
     * connections that serve one request are closed before that, and so never cost the selector anything.
     */
    static final long UNWATCHED_NANOS = 100_000_000L;

    private final ByteStream stream;

    /** Bytes after those that may be looked at now. */
    private @Nullable ByteBuffer held;

    private boolean ended;
    /** Whether the selector reports on this connection, or has done. */
    private boolean watched;

    private boolean peeked;

    CallerInput(ByteStream stream) {
        this.stream = stream;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    boolean isHeld() {
        return held != null;
    }

    /** Keeps a copy of what is left. */
    void hold(ByteBuffer rest) {
        held = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
    }

    /** Null: nothing is held. */
    @Nullable ByteBuffer takeHeld() {
        ByteBuffer taken = held;
        held = null;
        return taken;
    }

    void dropHeld() {
        held = null;
    }

    boolean isWatched() {
        return watched;
    }

    /** From now on the selector reports what is {@link #wanted}. */
    void watch() {
        watched = true;
    }

    void wanted(boolean wanted) {
        stream.readInterest(wanted && watched && !ended);
    }

    /**
     * Looks once, where the selector doesn't report on the connection, whether the caller has ended its side. Not by the loop's read
     * buffer: this may be the event of an instance's connection, whose bytes are in it.
     */
    void peek() {
        if (watched || peeked || held != null) {
            return;
        }
        peeked = true;
        ByteBuffer first = ByteBuffer.allocate(1);
        int count = stream.read(first);
        if (count > 0) {
            held = first.flip();
        } else if (count != ByteStream.NOTHING) {
            // After a reset too: the response that can't be written distinguishes the two.
            ended = true;
        }
    }
}
