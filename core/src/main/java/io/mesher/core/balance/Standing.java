package io.mesher.core.balance;

import io.mesher.core.config.EjectionPolicy;

/**
 * Whether an instance is passed over, and what is remembered of that. Immutable: each change replaces it as a whole, so that of
 * two threads one makes it, and counts stay exact.
 *
 * @param why it is passed over, for people; empty where it isn't
 * @param times how often it was ejected of late: the last time counts, and those before it that aren't made up for
 * @param nanos how long the last ejection was
 * @param at when the last ejection ends, or ended
 * @param probeUntil when a probe of which nothing was heard is given up
 */
record Standing(Kind kind, String why, int times, long nanos, long at, long probeUntil) {
    /**
     * A probe of which nothing is heard is given up after this, and another may be made: the default time for a response, or
     * more than one request at a time would run into the same silence.
     */
    static final long PROBE_NANOS = 30_000_000_000L;

    static final Standing NEW = new Standing(Kind.AVAILABLE, "", 0, 0, 0, 0);

    enum Kind {
        AVAILABLE,
        EJECTED,
        /** Ejected, its time is over, and a request is under way by which it may come back. */
        PROBING,
        /** By the health check, whose word replaces an ejection. */
        UNHEALTHY,
        /** No connection to it can be had; its place isn't one of those for ejected ones. */
        UNREACHABLE,
        /** Not there any more: never passed over, since nobody would free its place. Old lists may still have it. */
        GONE
    }

    boolean isWell() {
        return kind == Kind.AVAILABLE || kind == Kind.GONE;
    }

    boolean isEjected() {
        return kind == Kind.EJECTED || kind == Kind.PROBING;
    }

    boolean isUnhealthy() {
        return kind == Kind.UNHEALTHY;
    }

    boolean isUnreachable() {
        return kind == Kind.UNREACHABLE;
    }

    /** A well time as long as the last ejection makes up for one. */
    int timesOfLate(long now) {
        long well = isWell() ? Math.max(0, now - at) : 0;
        return (int) Math.max(0, times - well / Math.max(1, nanos));
    }

    /** The count stops where the time does: else a night of failures would be remembered for a day. */
    Standing eject(EjectionPolicy policy, String reason, long now) {
        long once = Math.max(1, policy.duration().toNanos());
        long longest = policy.longest().toNanos();
        long max = Math.max(1, Math.ceilDiv(longest, once));
        int count = (int) Math.min(timesOfLate(now) + 1L, max);
        long time = Math.min(longest, once * count);
        return new Standing(Kind.EJECTED, reason, count, time, now + time, 0);
    }

    /**
     * Whether this request may be the one by which it is tried again.
     *
     * @param repeatable whether it does no harm when it fails; after the same time again any request may be it
     */
    boolean mayProbe(boolean repeatable, long now) {
        long over = now - at;
        return isEjected() && over >= (repeatable ? 0 : nanos) && (kind != Kind.PROBING || now - probeUntil >= 0);
    }

    Standing probe(long now) {
        return new Standing(Kind.PROBING, why, times, nanos, at, now + PROBE_NANOS);
    }

    /** Nobody waits for the probe's answer any more: the next request may be it. */
    Standing unheard() {
        return new Standing(Kind.EJECTED, why, times, nanos, at, 0);
    }

    /** Whether an answer that is good now brings it back. Where its probe was sent anew, none is known to be under way. */
    boolean mayComeBack(long now) {
        return kind == Kind.PROBING || (kind == Kind.EJECTED && now - at >= 0);
    }

    Standing back(long now) {
        return new Standing(Kind.AVAILABLE, "", times, nanos, now, 0);
    }

    Standing unhealthy(String reason) {
        return new Standing(Kind.UNHEALTHY, reason, times, nanos, at, 0);
    }

    Standing unreachable(String reason) {
        return new Standing(Kind.UNREACHABLE, reason, times, nanos, at, 0);
    }

    /** After it was unhealthy or unreachable. */
    Standing healthy() {
        return new Standing(Kind.AVAILABLE, "", times, nanos, at, 0);
    }

    Standing gone() {
        return new Standing(Kind.GONE, "", times, nanos, at, 0);
    }
}
