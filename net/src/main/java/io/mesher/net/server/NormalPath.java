package io.mesher.net.server;

import io.mesher.base.text.PercentEncoding;

/**
 * A path as rules compare it (RFC 3986 §6.2.2): what a server takes for the same must match the same rule, or a rule could be
 * got round by another spelling. What is sent on stays as it came.
 */
public final class NormalPath {
    private NormalPath() {}

    /** Unreserved characters decoded, {@code .} and {@code ..} resolved, slashes merged; begins with a slash. */
    public static String of(String path) {
        String decoded = path.indexOf('%') < 0 ? path : decodeUnreserved(path);
        if (decoded.startsWith("/") && !decoded.contains("/.") && !decoded.contains("//")) {
            return decoded;
        }
        StringBuilder normal = new StringBuilder(decoded.length() + 1);
        String[] segments = decoded.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "", "." -> {
                    if (last) {
                        normal.append('/');
                    }
                }
                case ".." -> {
                    normal.setLength(Math.max(0, normal.lastIndexOf("/")));
                    if (last) {
                        normal.append('/');
                    }
                }
                default -> normal.append('/').append(segments[i]);
            }
        }
        return normal.isEmpty() ? "/" : normal.toString();
    }

    private static String decodeUnreserved(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int value = c == '%' ? PercentEncoding.octet(path, i + 1) : -1;
            if (value >= 0 && PercentEncoding.isUnreserved(value)) {
                decoded.append((char) value);
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }
}
