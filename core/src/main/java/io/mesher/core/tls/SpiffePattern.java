package io.mesher.core.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which SPIFFE IDs are meant: "spiffe://mesh.test/ns/*&#47;sa/reports". A {@code *} stands for any characters within one segment of
 * the path; a last segment that is only {@code *} stands for one or more segments. The trust domain is always written out.
 */
public final class SpiffePattern {
    private final String text;
    private final String trustDomain;
    private final List<String> segments;

    private SpiffePattern(String text, String trustDomain, List<String> segments) {
        this.text = text;
        this.trustDomain = trustDomain;
        this.segments = segments;
    }

    /** Null if no SPIFFE ID can match it, or if a segment has more than one {@code *}. */
    public static @Nullable SpiffePattern parse(String text) {
        // Each star stands for something, so that a letter in its place makes a valid ID of a valid pattern.
        SpiffeId sample = SpiffeId.parse(text.replace('*', 'x'));
        if (sample == null
                || sample.path().isEmpty()
                || text.substring(0, text.indexOf('/', 9)).contains("*")) {
            return null;
        }
        List<String> segments = segments(text.substring(text.indexOf('/', 9)));
        for (String segment : segments) {
            if (segment.indexOf('*') != segment.lastIndexOf('*')) {
                return null;
            }
        }
        return new SpiffePattern(text, sample.trustDomain(), segments);
    }

    public boolean matches(SpiffeId id) {
        if (!id.trustDomain().equals(trustDomain) || id.path().isEmpty()) {
            return false;
        }
        List<String> own = segments(id.path());
        boolean open = segments.getLast().equals("*");
        if (open ? own.size() < segments.size() : own.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!matches(segments.get(i), own.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpiffePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean matches(String pattern, String segment) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(segment)
                : segment.length() >= pattern.length() - 1
                        && segment.startsWith(pattern.substring(0, star))
                        && segment.endsWith(pattern.substring(star + 1));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
