package io.mesher.net.http1;

import io.mesher.net.http.Ascii;

/**
 * IPv6 literals (RFC 3986 §3.2.2): eight groups of 1 to 4 hexadecimal digits, the last two perhaps as an IPv4 address, one run
 * of zeros perhaps as {@code ::}. What is almost one means different hosts to different programs.
 */
final class Ipv6 {
    private static final int GROUPS = 8;

    private Ipv6() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        int groups = 0;
        boolean shortened = to - from >= 2 && bytes[from] == ':' && bytes[from + 1] == ':';
        if (shortened) {
            at += 2;
        }
        while (at < to) {
            int end = at;
            while (end < to && isHex(bytes[end])) {
                end++;
            }
            if (end < to && bytes[end] == '.') {
                return isIpv4(bytes, at, to) && isCount(groups + 2, shortened);
            }
            if (end == at || end - at > 4) {
                return false;
            }
            groups++;
            at = end;
            if (at == to) {
                break;
            }
            // Characters other than digits, dots and colons don't get here.
            at++;
            if (at == to) {
                return false;
            }
            if (bytes[at] == ':') {
                if (shortened) {
                    return false;
                }
                shortened = true;
                at++;
            }
        }
        return isCount(groups, shortened);
    }

    private static boolean isCount(int groups, boolean shortened) {
        return shortened ? groups < GROUPS : groups == GROUPS;
    }

    private static boolean isHex(byte b) {
        return Ascii.isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }

    /** Four numbers up to 255, without leading zeros, which some programs read as octal. */
    private static boolean isIpv4(byte[] bytes, int from, int to) {
        int numbers = 0;
        int at = from;
        while (numbers < 4) {
            int start = at;
            int number = 0;
            while (at < to && Ascii.isDigit(bytes[at]) && at - start < 4) {
                number = number * 10 + bytes[at] - '0';
                at++;
            }
            boolean leadingZero = at - start > 1 && bytes[start] == '0';
            if (at == start || number > 255 || leadingZero) {
                return false;
            }
            numbers++;
            if (numbers < 4) {
                if (at == to || bytes[at] != '.') {
                    return false;
                }
                at++;
            }
        }
        return at == to;
    }
}
