package io.mesher.net.http1;

import io.mesher.base.MessageLimit;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.Fields;
import io.mesher.net.http.MessageHead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a head's bytes as they come, in any pieces, and splits it into start line and fields (RFC 9112 §2 to §5). Only CRLF
 * ends a line; what is ambiguous is an error. Keeps no state of its own but the place it has reached in one message.
 */
abstract class HeadParser<H extends MessageHead> {
    /** Most heads fit, so most are copied and scanned once. */
    private static final int COPY_BYTES = 1024;

    static final MessageError TOO_MANY_OPTIONS =
            new MessageError.TooLarge(MessageLimit.CONNECTION_OPTIONS, MessageHead.MAX_CONNECTION_OPTIONS);

    private static final MessageError BARE_LF = MessageError.malformed("a line ends with LF instead of CRLF");
    private static final MessageError CONTROL = MessageError.malformed("a field value contains a control character");
    private static final MessageError FOLDED = MessageError.malformed("a field is folded over two lines");
    private static final MessageError NO_COLON = MessageError.malformed("a field line has no colon");
    private static final MessageError BAD_NAME =
            MessageError.malformed("a field name is empty or contains a character that is not allowed in names");

    private final HeadLimits limits;
    private int lineStart;
    private int scanned;
    private boolean startLineRead;
    private boolean complete;

    HeadParser(HeadLimits limits) {
        this.limits = limits;
    }

    /** To be called before each message. */
    void reset() {
        lineStart = 0;
        scanned = 0;
        startLineRead = false;
        complete = false;
    }

    /** Whether there is more than an empty line. */
    boolean isBegun(H head) {
        return startLineRead || head.fields().length() > lineStart;
    }

    /** Whether the head is there and passed all checks. */
    boolean isComplete() {
        return complete;
    }

    /** Takes bytes up to the head's end, not beyond it. Null while all is well; after an error the connection is of no use. */
    @Nullable MessageError parse(ByteBuffer in, H head) {
        Fields fields = head.fields();
        while (!complete) {
            if (scanned == fields.length() && !fill(in, fields)) {
                return null;
            }
            MessageError error = parseLines(head);
            if (error != null) {
                return error;
            }
            if (!complete && fields.length() >= limits.headBytes()) {
                return startLineRead ? tooLarge() : startLineTooLong();
            }
        }
        giveBack(in, fields);
        return finish(head);
    }

    /** Whether one empty line before the start line is passed over. */
    abstract boolean skipsEmptyLine();

    abstract @Nullable MessageError startLine(H head, int from, int to);

    /** Checks the whole, once all fields are there. */
    abstract @Nullable MessageError finish(H head);

    private boolean fill(ByteBuffer in, Fields fields) {
        int room = limits.headBytes() - fields.length();
        int part = Math.min(Math.min(in.remaining(), COPY_BYTES), room);
        if (part == 0) {
            return false;
        }
        byte[] bytes = fields.ensure(part);
        in.get(bytes, fields.length(), part);
        fields.length(fields.length() + part);
        return true;
    }

    /** What was copied but belongs to the body or to the next message. */
    private void giveBack(ByteBuffer in, Fields fields) {
        in.position(in.position() - (fields.length() - lineStart));
        fields.length(lineStart);
    }

    private @Nullable MessageError parseLines(H head) {
        Fields fields = head.fields();
        byte[] bytes = fields.bytes();
        int end = fields.length();
        while (true) {
            quickFields(fields, end);
            int lf = scanned;
            while (lf < end && bytes[lf] != '\n') {
                lf++;
            }
            if (lf == end) {
                scanned = end;
                return startLineRead || !startLineExceeds(bytes, end) ? null : startLineTooLong();
            }
            scanned = lf + 1;
            MessageError error = line(head, lf);
            if (error != null || complete) {
                return error;
            }
        }
    }

    /**
     * Takes the fields that come next as long as each is whole and written as usual, in one pass over its bytes. All others,
     * wrong ones above all, are left to {@link #line}. A line that was looked at before isn't again: bytes that come one by one
     * would cost the square of their number.
     */
    private void quickFields(Fields fields, int end) {
        while (startLineRead && scanned == lineStart && fields.count() < limits.fields()) {
            int next = quickField(fields, lineStart, end);
            if (next < 0) {
                return;
            }
            lineStart = next;
            scanned = next;
        }
    }

    /** Behind the field's CRLF, or -1. */
    private static int quickField(Fields fields, int from, int end) {
        byte[] bytes = fields.bytes();
        int at = from;
        while (at < end && Ascii.isToken(bytes[at])) {
            at++;
        }
        int colon = at;
        if (colon == from || colon + 2 >= end || bytes[colon] != ':' || bytes[colon + 1] != ' ') {
            return -1;
        }
        int valueStart = colon + 2;
        at = valueStart;
        byte b = 0;
        while (at < end) {
            b = bytes[at];
            if ((b < ' ' && b >= 0) || b == 0x7f) {
                break;
            }
            at++;
        }
        boolean usual = at + 1 < end
                && b == '\r'
                && bytes[at + 1] == '\n'
                && at > valueStart
                && bytes[valueStart] != ' '
                && bytes[at - 1] != ' ';
        if (!usual) {
            return -1;
        }
        fields.add(from, colon, valueStart, at, at + 2);
        return at + 2;
    }

    /** Whether a start line of so many bytes is longer than allowed. */
    final boolean startLineExceeds(int bytes) {
        return bytes > limits.startLineBytes();
    }

    /** A CR at the end isn't counted: it may be the line's own, its LF still to come. */
    private boolean startLineExceeds(byte[] bytes, int end) {
        int over = end - lineStart - limits.startLineBytes();
        return over > 1 || (over == 1 && bytes[end - 1] != '\r');
    }

    private @Nullable MessageError line(H head, int lf) {
        byte[] bytes = head.fields().bytes();
        int from = lineStart;
        int to = lf - 1;
        if (!startLineRead && startLineExceeds(bytes, lf)) {
            return startLineTooLong();
        }
        if (to < from || bytes[to] != '\r') {
            return BARE_LF;
        }
        lineStart = lf + 1;
        if (!startLineRead) {
            return readStartLine(head, from, to);
        }
        if (from == to) {
            complete = true;
            return null;
        }
        if (head.fields().count() == limits.fields()) {
            return new MessageError.TooLarge(MessageLimit.HEAD_FIELDS, limits.fields());
        }
        return field(head.fields(), from, to, lf + 1);
    }

    private @Nullable MessageError readStartLine(H head, int from, int to) {
        if (from == to && from == 0 && skipsEmptyLine()) {
            return null;
        }
        startLineRead = true;
        return startLine(head, from, to);
    }

    /** {@code lineEnd}: after the CRLF at {@code to}. */
    static @Nullable MessageError field(Fields fields, int from, int to, int lineEnd) {
        byte[] bytes = fields.bytes();
        if (bytes[from] == ' ' || bytes[from] == '\t') {
            return FOLDED;
        }
        int colon = from;
        while (colon < to && Ascii.isToken(bytes[colon])) {
            colon++;
        }
        if (colon == to) {
            return NO_COLON;
        }
        if (colon == from || bytes[colon] != ':') {
            return BAD_NAME;
        }
        int valueStart = colon + 1;
        int valueEnd = to;
        while (valueStart < to && (bytes[valueStart] == ' ' || bytes[valueStart] == '\t')) {
            valueStart++;
        }
        while (valueEnd > valueStart && (bytes[valueEnd - 1] == ' ' || bytes[valueEnd - 1] == '\t')) {
            valueEnd--;
        }
        for (int i = valueStart; i < valueEnd; i++) {
            byte b = bytes[i];
            // Ordinary bytes first: two comparisons each.
            if ((b < ' ' || b == 0x7f) && b >= 0 && b != '\t') {
                return CONTROL;
            }
        }
        fields.add(from, colon, valueStart, valueEnd, lineEnd);
        return null;
    }

    private MessageError tooLarge() {
        return new MessageError.TooLarge(MessageLimit.HEAD_BYTES, limits.headBytes());
    }

    final MessageError startLineTooLong() {
        return new MessageError.TooLarge(MessageLimit.START_LINE, limits.startLineBytes());
    }
}
