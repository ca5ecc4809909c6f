package io.mesher.net.http1;

import io.mesher.net.http.BodyLength;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.HttpVersion;
import io.mesher.net.http.MessageHead;

/** How the end of a message's body is marked on an HTTP/1 connection (RFC 9112 §6). */
enum BodyFraming {
    NONE,
    LENGTH,
    CHUNKED,
    /** Responses only: the body lasts as long as the connection. */
    UNTIL_CLOSE;

    /** How a message that came over HTTP/1 is framed. Its head has passed {@link Framing}. */
    static BodyFraming received(MessageHead head) {
        return switch (head.bodyLength()) {
            case NONE -> NONE;
            case KNOWN -> LENGTH;
            case UNKNOWN -> head.fields().has(FieldName.TRANSFER_ENCODING) ? CHUNKED : UNTIL_CLOSE;
        };
    }

    /** How a message is framed for a peer that understands {@code version}. */
    static BodyFraming sent(BodyLength length, HttpVersion version) {
        return switch (length) {
            case NONE -> NONE;
            case KNOWN -> LENGTH;
            case UNKNOWN -> version == HttpVersion.HTTP_1_0 ? UNTIL_CLOSE : CHUNKED;
        };
    }
}
