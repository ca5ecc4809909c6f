package io.mesher.net.loop;

import java.nio.ByteBuffer;

/** Whoever has put bytes into the loop's write buffer. */
public interface WriteBufferOwner {
    /** Sends the bytes or keeps a copy of what can't be sent now: the buffer is someone else's afterwards. Must not throw. */
    void flush(ByteBuffer bytes);
}
