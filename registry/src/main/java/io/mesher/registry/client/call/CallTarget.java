package io.mesher.registry.client.call;

import io.mesher.registry.client.answer.Characters;
import java.nio.charset.StandardCharsets;

/** The path and query of a call, in the making. */
final class CallTarget {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder text;
    private char separator = '?';

    /** @param path of literals */
    CallTarget(String path) {
        text = new StringBuilder(path);
    }

    /** Appends a slash and the segment, encoded. */
    CallTarget segment(String segment) {
        text.append('/');
        encode(segment);
        return this;
    }

    CallTarget parameter(String name, String value) {
        text.append(separator).append(name).append('=');
        separator = '&';
        encode(value);
        return this;
    }

    /** Left out when it is empty, as the Go client does. */
    CallTarget optional(String name, String value) {
        return value.isEmpty() ? this : parameter(name, value);
    }

    private void encode(String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
    }

    /** RFC 3986 section 2.3. */
    private static boolean isUnreserved(byte b) {
        return Characters.isNamePart(b) || b == '~';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
