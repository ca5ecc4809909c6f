package io.mesher.core.balance;

import org.jspecify.annotations.Nullable;

/**
 * Which instance a caller keeps, in a cookie of its own: nothing is remembered here, so a session outlives a restart of Mesher
 * and is the same for all event loops. {@code <instance>.<second of the last use, base 36>}.
 *
 * @param instance the instance's id, or a hash of it
 * @param usedAt seconds since 1970
 */
public record StickySession(String instance, long usedAt) {
    /** The original's. */
    public static final String COOKIE = "go-chassisLB";

    private static final int RADIX = 36;
    private static final int LONGEST_ID = 64;

    /** The cookie's value for a request that went to {@code candidate}. */
    public static String valueFor(Candidate candidate, long epochSeconds) {
        return name(candidate) + "." + Long.toString(epochSeconds, RADIX);
    }

    /** Null when it isn't a value of ours: the original's are 44 characters without a dot. */
    static @Nullable StickySession parse(String value) {
        int dot = value.lastIndexOf('.');
        if (dot <= 0 || value.length() - dot > 12) {
            return null;
        }
        long second = 0;
        for (int i = dot + 1; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), RADIX);
            if (digit < 0) {
                return null;
            }
            second = second * RADIX + digit;
        }
        return new StickySession(value.substring(0, dot), second);
    }

    boolean isOf(Candidate candidate) {
        return instance.equals(name(candidate));
    }

    /** The registry's ids fit into a cookie; those of {@code mesher.services} are addresses, which nobody else needs to see. */
    private static String name(Candidate candidate) {
        String id = candidate.instance().id();
        return id.length() <= LONGEST_ID && isToken(id) ? id : "h" + Integer.toHexString(id.hashCode());
    }

    private static boolean isToken(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
                return false;
            }
        }
        return !id.isEmpty();
    }
}
