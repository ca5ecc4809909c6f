package io.mesher.core.catalog;

import io.mesher.base.text.PercentEncoding;
import org.jspecify.annotations.Nullable;

/** The path below which an application serves, as its context path in a web container: {@code /shop}. */
public final class PathPrefix {
    private static final int MAX_CHARS = 255;

    private PathPrefix() {}

    /**
     * Checks a prefix, which goes into requests' first lines.
     *
     * @param text with or without a slash at its end
     * @return without a slash at its end, so that it is empty for {@code /}; null if it is no path
     */
    public static @Nullable String of(String text) {
        int end = text.endsWith("/") ? text.length() - 1 : text.length();
        if (end > MAX_CHARS) {
            return null;
        }
        for (int from = 0; from < end; ) {
            int to = segmentEnd(text, from + 1, end);
            if (text.charAt(from) != '/' || !isSegment(text, from + 1, to)) {
                return null;
            }
            from = to;
        }
        return text.substring(0, end);
    }

    private static int segmentEnd(String text, int from, int end) {
        int slash = text.indexOf('/', from);
        return slash < 0 || slash > end ? end : slash;
    }

    /** RFC 3986 §3.3, and no empty or dot segment: neither names a place below another. */
    private static boolean isSegment(String text, int from, int to) {
        boolean dots = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            dots &= c == '.';
            boolean encoded = c == '%' && i + 2 < to && PercentEncoding.octet(text, i + 1) >= ' ';
            if (!encoded && !PercentEncoding.isUnreserved(c) && "!$&'()*+,;=:@".indexOf(c) < 0) {
                return false;
            }
        }
        return !(dots && to - from <= 2);
    }
}
