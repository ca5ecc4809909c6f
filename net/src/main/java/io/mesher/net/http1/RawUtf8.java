package io.mesher.net.http1;

import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;

/**
 * Request targets with UTF-8 in them, which no grammar allows (RFC 3986 §2) but people write: they become percent-encoded, as
 * browsers send them (RFC 3987 §3.1), so that nothing after the parser sees such bytes.
 */
final class RawUtf8 {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private RawUtf8() {}

    /**
     * Bytes of the character at {@code at}, whose first byte is above 0x7F; 0 where it isn't well-formed. Longer forms than needed,
     * surrogates and numbers above 10FFFF aren't (Unicode 16.0, table 3-7): decoders differ in what they make of them.
     */
    static int length(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (length == 0 || to - at < length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int min = switch (lead) {
            case 0xe0 -> 0xa0;
            case 0xf0 -> 0x90;
            default -> 0x80;
        };
        int max = switch (lead) {
            case 0xed -> 0x9f;
            case 0xf4 -> 0x8f;
            default -> 0xbf;
        };
        boolean wellFormed = second >= min && second <= max;
        for (int i = at + 2; i < at + length; i++) {
            wellFormed &= (bytes[i] & 0xc0) == 0x80;
        }
        return wellFormed ? length : 0;
    }

    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] < 0 ? 1 : 0;
        }
        return count;
    }

    /**
     * Writes path and query, encoded, after the head's other bytes. Only once the head is complete: it would be in the way of
     * bytes that are still to come.
     */
    static void encode(RequestHead head) {
        Fields fields = head.fields();
        int from = head.pathStart();
        int to = head.pathEnd();
        int encoded = to - from + 2 * count(fields.bytes(), from, to);
        byte[] bytes = fields.ensure(encoded);
        int at = fields.length();
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < 0) {
                bytes[at++] = '%';
                bytes[at++] = HEX[b >> 4 & 0xf];
                bytes[at++] = HEX[b & 0xf];
            } else {
                bytes[at++] = b;
            }
        }
        fields.length(at);
        head.target(head.form(), at - encoded, at);
    }
}
