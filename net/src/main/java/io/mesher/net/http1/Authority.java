package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.RequestHead;

/**
 * {@code host[:port]} (RFC 3986 §3.2), without user information. Narrower than the RFC: percent escapes and sub-delimiters
 * occur in no name that anyone registers, but they do in attacks.
 */
final class Authority {
    private static final int BAD = -1;

    private Authority() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int hostEnd = hostEnd(bytes, from, to);
        return hostEnd != BAD && port(bytes, afterHost(bytes, from, hostEnd), to) != BAD;
    }

    /** Sets the head's authority, without the colon of an empty port; false when it isn't valid. */
    static boolean parse(RequestHead head, int from, int to) {
        byte[] bytes = head.fields().bytes();
        int hostEnd = hostEnd(bytes, from, to);
        if (hostEnd == BAD) {
            return false;
        }
        int port = port(bytes, afterHost(bytes, from, hostEnd), to);
        if (port == BAD) {
            return false;
        }
        int end = port == 0 ? afterHost(bytes, from, hostEnd) : to;
        head.authority(bytes[from] == '[' ? from + 1 : from, hostEnd, end, port);
        return true;
    }

    private static int afterHost(byte[] bytes, int from, int hostEnd) {
        return bytes[from] == '[' ? hostEnd + 1 : hostEnd;
    }

    private static int hostEnd(byte[] bytes, int from, int to) {
        if (from == to) {
            return BAD;
        }
        int at = from;
        if (bytes[from] == '[') {
            at++;
            while (at < to && isAddressCharacter(bytes[at])) {
                at++;
            }
            return at < to && bytes[at] == ']' && Ipv6.isValid(bytes, from + 1, at) ? at : BAD;
        }
        while (at < to && Ascii.isHostCharacter(bytes[at])) {
            at++;
        }
        return at == from ? BAD : at;
    }

    private static boolean isAddressCharacter(byte b) {
        return Ascii.isDigit(b) || b == ':' || b == '.' || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }

    /** 0 for the default port: nothing is there, or a colon alone (RFC 9110 §4.2.3, RFC 3986 §3.2.3). */
    private static int port(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        int digits = to - from - 1;
        if (bytes[from] != ':' || digits > 5) {
            return BAD;
        }
        if (digits == 0) {
            return 0;
        }
        int port = 0;
        for (int i = from + 1; i < to; i++) {
            if (!Ascii.isDigit(bytes[i])) {
                return BAD;
            }
            port = port * 10 + bytes[i] - '0';
        }
        return port >= 1 && port <= 65535 ? port : BAD;
    }
}
