package io.mesher.base.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding in URLs (RFC 3986 §2.1), where + is a plus. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** Null when the text isn't the encoding of UTF-8. */
    public static @Nullable String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int value = octet(segment, i + 1);
                if (value < 0) {
                    return null;
                }
                bytes.put((byte) value);
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /** The octet whose two hex digits stand at {@code at}, after a percent sign; -1 when there are no two digits. */
    public static int octet(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Hex.digit(text.charAt(at));
        int low = Hex.digit(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Appends the text, with all but unreserved characters encoded. */
    public static void encode(String text, StringBuilder to) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                to.append((char) b);
            } else {
                to.append('%').append(Hex.upper(b >> 4 & 15)).append(Hex.upper(b & 15));
            }
        }
    }

    /** RFC 3986 §2.3: letters, digits and {@code - . _ ~}. */
    public static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
