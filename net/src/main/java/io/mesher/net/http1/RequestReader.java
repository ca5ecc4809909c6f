package io.mesher.net.http1;

import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The request that a server connection is reading: its head, borrowed for as long as it is needed, and its body. */
final class RequestReader {
    /** The type of a TLS connection's first record (RFC 8446 §5.1), which begins no request. */
    private static final byte TLS_HANDSHAKE = 0x16;

    private final RequestHeads heads;
    private final RequestParser parser;
    private final BodyReader body = new BodyReader();
    private @Nullable RequestHead head;
    /** What is counted of the head's memory. */
    private int countedBytes;

    private long began;

    RequestReader(RequestHeads heads, HeadLimits limits) {
        this.heads = heads;
        this.parser = new RequestParser(limits);
    }

    /** Before each request. {@code connectAuthority}: see {@link RequestParser#reset(byte[])}. */
    void begin(byte @Nullable [] connectAuthority) {
        head = heads.borrow();
        parser.reset(connectAuthority);
    }

    /** From {@link #begin} to {@link #release}. */
    RequestHead head() {
        return Objects.requireNonNull(head);
    }

    /** Takes bytes of the head; null while all is well. */
    @Nullable RequestFailure readHead(ByteBuffer in, long now) {
        RequestHead reading = head();
        if (!parser.isBegun(reading)) {
            began = now;
            if (in.get(in.position()) == TLS_HANDSHAKE) {
                return new RequestFailure.Tls();
            }
        }
        MessageError error = parser.parse(in, reading);
        if (error != null) {
            return error.ofRequest();
        }
        int capacity = reading.fields().capacity();
        if (!count(capacity > RequestHeads.SMALL_BYTES ? capacity : 0)) {
            return new RequestFailure.Overload("large request heads take more than " + heads.maxBytes() + " bytes");
        }
        if (parser.isComplete()) {
            body.start(BodyFraming.received(reading), reading.contentLength());
        }
        return null;
    }

    /** When the first byte was there that isn't of an empty line. */
    long began() {
        return began;
    }

    boolean isHeadComplete() {
        return parser.isComplete();
    }

    /** Whether more came than an empty line. */
    boolean isBegun() {
        return parser.isBegun(head());
    }

    /** As {@link BodyReader#next}. */
    int nextOfBody(ByteBuffer in) {
        return body.next(in);
    }

    @Nullable MessageError bodyError() {
        return body.error();
    }

    boolean isBodyComplete() {
        return body.isComplete();
    }

    Fields trailers() {
        return body.trailers();
    }

    /** The request is over, or its connection is. May be called again. */
    void release() {
        count(0);
        RequestHead done = head;
        if (done != null) {
            head = null;
            heads.giveBack(done);
        }
    }

    private boolean count(int bytes) {
        int more = bytes - countedBytes;
        countedBytes = bytes;
        return more == 0 || heads.count(more);
    }
}
