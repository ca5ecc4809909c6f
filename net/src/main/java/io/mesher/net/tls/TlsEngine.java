package io.mesher.net.tls;

import java.nio.ByteBuffer;

/**
 * One connection's TLS, between bytes of the network and bytes of the application. It keeps parts of records by itself where it
 * can; what it leaves in {@code from} its caller gives it again, with the bytes that follow. Event loop only. Its owner releases it.
 */
interface TlsEngine {
    /** What a step of the handshake has come to. */
    enum Step {
        DONE,
        NEEDS_BYTES,
        /** {@code to} is full: it has to be sent first. */
        NEEDS_ROOM,
        /** {@code to} may have an alert, to be sent before the end. */
        FAILED
    }

    /** @param to takes what is to be sent */
    Step handshake(ByteBuffer from, ByteBuffer to);

    /**
     * Decrypts as much as {@code into} has room for.
     *
     * @return bytes decrypted (>= 1), or as {@link io.mesher.net.stream.ByteStream#read}: NOTHING; END after the peer's
     *     close_notify; GONE after a failure
     */
    int read(ByteBuffer from, ByteBuffer into, ByteBuffer to);

    /** Whether {@link #read} has something to report though no byte comes: decrypted bytes, or the end. */
    boolean hasMore();

    /**
     * Encrypts {@code from}, at most {@link TlsBuffers#MAX_PLAIN_BYTES}, into {@code to}, which is empty; if the records don't fit, a part
     * of it. Returns false after a failure.
     */
    boolean write(ByteBuffer from, ByteBuffer to);

    /** Puts close_notify into {@code to}. */
    void end(ByteBuffer to);

    /** After {@link Step#FAILED}, or a read that was GONE. */
    TlsFailure failure();

    /** After {@link Step#DONE}. */
    TlsFacts facts();

    /** May be called again; nothing else may be called afterwards. */
    void release();
}
