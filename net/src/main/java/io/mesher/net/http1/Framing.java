package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.BodyLength;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HttpVersion;
import io.mesher.net.http.MessageHead;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/** Where a message ends (RFC 9112 §6). Two peers that disagree on this is what request smuggling is. */
final class Framing {
    /** More digits would overflow a long; no body is that long. */
    private static final int MAX_DIGITS = 18;

    private static final byte[] CHUNKED = Ascii.bytes("chunked");

    private static final MessageError BOTH =
            MessageError.malformed("there are both Content-Length and Transfer-Encoding");
    private static final MessageError TWO_LENGTHS = MessageError.malformed("there is more than one Content-Length");
    private static final MessageError BAD_LENGTH =
            MessageError.malformed("Content-Length is not a number of 1 to 18 digits");
    private static final MessageError BAD_ENCODING =
            MessageError.malformed("Transfer-Encoding is anything but one \"chunked\"");
    private static final MessageError OLD_ENCODING = MessageError.malformed("Transfer-Encoding in HTTP/1.0");

    private Framing() {}

    static @Nullable MessageError ofRequest(RequestHead head) {
        return of(head, BodyLength.NONE);
    }

    /** {@code toHead}: the response answers a HEAD request. */
    static @Nullable MessageError ofResponse(ResponseHead head, boolean toHead) {
        int status = head.status();
        MessageError error = of(head, BodyLength.UNKNOWN);
        if (error != null) {
            return error;
        }
        if (status < 200 || status == 204) {
            // RFC 9110 §8.6, RFC 9112 §6.1: neither field belongs here; passed on, the next hop might believe it.
            head.fields().drop(FieldName.CONTENT_LENGTH);
            head.fields().drop(FieldName.TRANSFER_ENCODING);
            head.body(BodyLength.NONE, 0);
        } else if (toHead || status == 304) {
            head.fields().drop(FieldName.TRANSFER_ENCODING);
            head.body(BodyLength.NONE, head.contentLength());
        }
        return null;
    }

    private static @Nullable MessageError of(MessageHead head, BodyLength otherwise) {
        Fields fields = head.fields();
        int length = fields.find(FieldName.CONTENT_LENGTH);
        int encoding = fields.find(FieldName.TRANSFER_ENCODING);
        if (encoding >= 0) {
            return chunked(head, encoding, length);
        }
        if (length < 0) {
            head.body(otherwise, 0);
            return null;
        }
        if (fields.next(FieldName.CONTENT_LENGTH, length + 1) >= 0) {
            return TWO_LENGTHS;
        }
        long value = number(fields.bytes(), fields.valueStart(length), fields.valueEnd(length));
        if (value < 0) {
            return BAD_LENGTH;
        }
        head.body(BodyLength.KNOWN, value);
        return null;
    }

    private static @Nullable MessageError chunked(MessageHead head, int encoding, int length) {
        Fields fields = head.fields();
        if (length >= 0) {
            return BOTH;
        }
        if (head.version() == HttpVersion.HTTP_1_0) {
            return OLD_ENCODING;
        }
        if (fields.next(FieldName.TRANSFER_ENCODING, encoding + 1) >= 0 || !fields.valueIs(encoding, CHUNKED)) {
            return BAD_ENCODING;
        }
        head.body(BodyLength.UNKNOWN, 0);
        return null;
    }

    private static long number(byte[] bytes, int from, int to) {
        if (from == to || to - from > MAX_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
