package io.mesher.net.http1;

import io.mesher.base.text.Hex;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;

/**
 * Request targets with UTF-8 in them, which no grammar allows (RFC 3986 §2) but people write: they become percent-encoded, as
 * browsers send them (RFC 3987 §3.1), so that nothing after the parser sees such bytes.
 */
final class RawUtf8 {
    private RawUtf8() {}

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
                bytes[at++] = (byte) Hex.upper(b >> 4 & 0xf);
                bytes[at++] = (byte) Hex.upper(b & 0xf);
            } else {
                bytes[at++] = b;
            }
        }
        fields.length(at);
        head.target(head.form(), at - encoded, at);
    }
}
