package io.mesher.app.config.read;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** IP addresses in text, without asking a name server. */
final class IpLiteral {
    private IpLiteral() {}

    /** The address, or null. An IPv6 zone is taken and left out; {@code ::ffff:10.0.0.1} isn't taken: write IPv4. */
    static @Nullable InetAddress parse(String text) {
        try {
            if (text.indexOf(':') < 0) {
                return isIpv4(text) ? Inet4Address.ofLiteral(text) : null;
            }
            int zone = text.indexOf('%');
            InetAddress address =
                    Inet6Address.ofLiteral(zone > 0 && zone < text.length() - 1 ? text.substring(0, zone) : text);
            return address instanceof Inet6Address ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Four decimal numbers. The JDK also takes {@code 10.1} and {@code 010.0.0.1}, which others read differently. */
    static boolean isIpv4(String text) {
        int numbers = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                boolean leadingZero = digits > 1 && text.charAt(i - digits) == '0';
                if (digits == 0 || digits > 3 || value > 255 || leadingZero) {
                    return false;
                }
                numbers++;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9') {
                digits++;
                value = digits > 3 ? 256 : value * 10 + c - '0';
            } else {
                return false;
            }
        }
        return numbers == 4;
    }
}
