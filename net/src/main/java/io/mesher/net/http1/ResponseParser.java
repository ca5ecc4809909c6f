package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.HttpVersion;
import io.mesher.net.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/** Response heads (RFC 9112 §4), as strictly as requests: a response that is split in two is an attack on the next caller. */
final class ResponseParser extends HeadParser<ResponseHead> {
    private static final byte[] HTTP_1 = Ascii.bytes("HTTP/1.");
    private static final int STATUS_AT = HTTP_1.length + 2;

    private static final MessageError BAD_LINE =
            MessageError.malformed("the status line is not \"HTTP/1.x status reason\"");
    private static final MessageError BAD_STATUS = MessageError.malformed("the status is not from 100 to 599");
    private static final MessageError BAD_REASON =
            MessageError.malformed("the reason phrase contains a control character");

    private boolean toHead;

    ResponseParser(HeadLimits limits) {
        super(limits);
    }

    /** Before each response: whether it answers a HEAD request. */
    void toHead(boolean isHead) {
        toHead = isHead;
    }

    @Override
    boolean skipsEmptyLine() {
        return false;
    }

    @Override
    @Nullable MessageError startLine(ResponseHead head, int from, int to) {
        byte[] bytes = head.fields().bytes();
        int status = from + STATUS_AT;
        if (to < status + 3 || bytes[status - 1] != ' ' || !isVersion(bytes, from)) {
            return BAD_LINE;
        }
        head.version(bytes[from + HTTP_1.length] == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
        int code = 0;
        for (int i = status; i < status + 3; i++) {
            if (!Ascii.isDigit(bytes[i])) {
                return BAD_LINE;
            }
            code = code * 10 + bytes[i] - '0';
        }
        if (code < 100 || code > 599) {
            return BAD_STATUS;
        }
        return reason(head, code, status + 3, to);
    }

    private static @Nullable MessageError reason(ResponseHead head, int code, int from, int to) {
        byte[] bytes = head.fields().bytes();
        if (from < to && bytes[from] != ' ') {
            return BAD_LINE;
        }
        for (int i = from; i < to; i++) {
            if ((bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') || bytes[i] == 0x7f) {
                return BAD_REASON;
            }
        }
        // Many servers leave the space out where there is no reason.
        head.status(code, Math.min(from + 1, to), to);
        return null;
    }

    private static boolean isVersion(byte[] bytes, int from) {
        for (int i = 0; i < HTTP_1.length; i++) {
            if (bytes[from + i] != HTTP_1[i]) {
                return false;
            }
        }
        byte minor = bytes[from + HTTP_1.length];
        return minor == '0' || minor == '1';
    }

    @Override
    @Nullable MessageError finish(ResponseHead head) {
        if (!head.readConnection()) {
            return TOO_MANY_OPTIONS;
        }
        return Framing.ofResponse(head, toHead);
    }
}
