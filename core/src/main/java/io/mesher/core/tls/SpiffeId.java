package io.mesher.core.tls;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A SPIFFE ID, valid by the standard "SPIFFE-ID" §2: only lower-case letters, digits, dots, dashes and underscores in the trust
 * domain, capitals as well in the path, and nothing else of a URI.
 *
 * @param path empty, or "/ns/shop/sa/reports"
 */
public record SpiffeId(String trustDomain, String path) {
    private static final String SCHEME = "spiffe://";
    private static final int MAX_BYTES = 2048;
    private static final int MAX_DOMAIN_BYTES = 255;

    /** Null if it is not a valid SPIFFE ID. */
    public static @Nullable SpiffeId parse(String uri) {
        if (!uri.startsWith(SCHEME) || uri.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return null;
        }
        int slash = uri.indexOf('/', SCHEME.length());
        String domain = uri.substring(SCHEME.length(), slash < 0 ? uri.length() : slash);
        String path = slash < 0 ? "" : uri.substring(slash);
        return isTrustDomain(domain) && isPath(path) ? new SpiffeId(domain, path) : null;
    }

    public static boolean isTrustDomain(String text) {
        if (text.isEmpty() || text.length() > MAX_DOMAIN_BYTES) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPlain(c) || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** The whole URI. */
    public String text() {
        return SCHEME + trustDomain + path;
    }

    private static boolean isPath(String path) {
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!isSegment(path, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isSegment(String path, int start, int end) {
        boolean onlyDots = end - start <= 2;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (!isPlain(c)) {
                return false;
            }
            onlyDots &= c == '.';
        }
        // An empty segment has "only dots" too.
        return !onlyDots;
    }

    /** Whether a trust domain or a segment may have it. */
    static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}
