package io.mesher.net.stream;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of one connection. This is all that a protocol sees of the network: bytes in, bytes out, interest, close.
 * Event loop only.
 *
 * <p>A stream may hold bytes of its own, as TLS does. So it calls {@link StreamListener#onReadable} while there is a read interest
 * and it has bytes to read, whether or not the network has any; and {@link #write} may accept bytes that the network hasn't
 * accepted yet: what is written is on its way, not sent.
 */
public interface ByteStream {
    /** Nothing to read now, or nothing taken. */
    int NOTHING = 0;

    /** The peer sends no more; the other direction may go on. */
    int END = -1;

    /** The connection is gone: reset by the peer or broken. */
    int GONE = -2;

    /** Who hears of its readiness from now on, in the place of whoever did before. */
    void listener(StreamListener listener);

    /** Reads once, as far as {@code into} has room. Bytes read (>= 1), {@link #NOTHING}, {@link #END} or {@link #GONE}. */
    int read(ByteBuffer into);

    /** Writes once what the stream accepts now. Bytes written, or {@link #GONE}. */
    int write(ByteBuffer from);

    /** Why, after a read that was {@link #GONE}, if the peer refused the stream as such; null if it just ended. */
    default @Nullable StreamRefusal refusal() {
        return null;
    }

    /** Whether the listener is notified of bytes that came. */
    void readInterest(boolean wanted);

    /** Whether the listener is notified that bytes can be written. */
    void writeInterest(boolean wanted);

    /** Sends the end of this direction after what was written; the peer may still send. */
    void shutdownOutput();

    /** Ends both directions after what was written. May be called again. */
    void close();

    /** Ends both directions at once, visibly to the peer as a failure (RST): a cut message must not look complete. */
    void reset();
}
