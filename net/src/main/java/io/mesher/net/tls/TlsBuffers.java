package io.mesher.net.tls;

import io.mesher.net.loop.EventLoop;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** What the TLS connections of one event loop share. Their content is used up or copied before a call returns. Event loop only. */
public final class TlsBuffers {
    /** Bytes that {@link TlsEngine#write} takes at once: four full records. */
    static final int MAX_PLAIN_BYTES = 64 * 1024;

    /** RFC 8446 §5.2 allows 256 and the header; what the ciphers of TLS 1.2 and 1.3 add is below 100. */
    private static final int OVERHEAD_PER_RECORD = 256 + 5;

    private static final int RECORD_BYTES = 16 * 1024;
    private static final int MAX_CIPHER_BYTES =
            MAX_PLAIN_BYTES + (MAX_PLAIN_BYTES / RECORD_BYTES + 1) * OVERHEAD_PER_RECORD;

    private final EventLoop loop;
    private final ByteBuffer fromNetwork = ByteBuffer.allocateDirect(MAX_CIPHER_BYTES);
    private final ByteBuffer toNetwork = ByteBuffer.allocateDirect(MAX_CIPHER_BYTES);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(RECORD_BYTES);
    private ByteBuffer seen = plain;
    private long seenAddress = MemorySegment.ofBuffer(plain).address();
    private ByteBuffer seenBefore = seen;
    private long seenBeforeAddress = seenAddress;
    private final long fromAddress = MemorySegment.ofBuffer(fromNetwork).address();
    private final long toAddress = MemorySegment.ofBuffer(toNetwork).address();

    public TlsBuffers(EventLoop loop) {
        this.loop = loop;
    }

    public EventLoop loop() {
        return loop;
    }

    /** Empty; for bytes that come. */
    ByteBuffer fromNetwork() {
        return fromNetwork.clear();
    }

    /** Empty; for bytes to be sent. */
    ByteBuffer toNetwork() {
        return toNetwork.clear();
    }

    /** For bytes that nobody wants. */
    public ByteBuffer discarded() {
        return fromNetwork.clear();
    }

    /** Empty; for plain bytes that can't be decrypted or encrypted where they are. */
    ByteBuffer plain() {
        return plain.clear();
    }

    /** The address of a direct buffer's first byte, not that of its position. The loop has few of them, which are remembered. */
    long address(ByteBuffer direct) {
        if (direct == fromNetwork) {
            return fromAddress;
        }
        if (direct == toNetwork) {
            return toAddress;
        }
        if (direct == seen) {
            return seenAddress;
        }
        if (direct == seenBefore) {
            return seenBeforeAddress;
        }
        seenBefore = seen;
        seenBeforeAddress = seenAddress;
        seen = direct;
        seenAddress = MemorySegment.ofBuffer(direct).address() - direct.position();
        return seenAddress;
    }
}
