package io.mesher.core.balance;

/**
 * Which instance a caller keeps, in a cookie of its own: nothing is remembered here, so a session outlives a restart of Mesher
 * and is the same for all event loops. {@code <instance>.<second of the last use since 1970, base 36>}.
 */
public final class StickySession {
    /** CSE Mesher's. */
    public static final String COOKIE = "go-chassisLB";

    /** What {@link #usedAt} gives for a value that isn't ours. */
    static final long NOT_OURS = -1;

    private static final int RADIX = 36;
    private static final int LONGEST_ID = 64;
    /** Enough for 100 million years; more is no time, and might overflow. */
    private static final int LONGEST_TIME = 10;

    private StickySession() {}

    /** The cookie's value for a request that went to {@code candidate}. */
    public static String valueFor(Candidate candidate, long epochSeconds) {
        return candidate.sessionName() + "." + Long.toString(epochSeconds, RADIX);
    }

    /** Seconds since 1970; {@link #NOT_OURS} for others' values: CSE Mesher's are 44 characters without a dot. */
    static long usedAt(String value) {
        int dot = value.lastIndexOf('.');
        int digits = value.length() - dot - 1;
        if (dot <= 0 || digits == 0 || digits > LONGEST_TIME) {
            return NOT_OURS;
        }
        long second = 0;
        for (int i = dot + 1; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), RADIX);
            if (digit < 0) {
                return NOT_OURS;
            }
            second = second * RADIX + digit;
        }
        return second;
    }

    /** @param value of which {@link #usedAt} gave a time */
    static boolean names(String value, Candidate candidate) {
        String name = candidate.sessionName();
        return value.lastIndexOf('.') == name.length() && value.startsWith(name);
    }

    /** The registry's ids fit into a cookie; those of {@code mesher.services} are addresses, which nobody else needs to see. */
    static String nameOf(String id) {
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
