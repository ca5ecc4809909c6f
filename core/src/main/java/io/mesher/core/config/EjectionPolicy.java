package io.mesher.core.config;

import java.time.Duration;

/**
 * When an instance is passed over because of what it answers ({@code mesher.ejection…}).
 *
 * @param consecutiveFailures connect failures, resets, time-outs or 502 to 504 in a row; 1 or more
 * @param duration of the first time; the n-th time lasts n times as long
 * @param longest no time is longer
 * @param maxPercent share of a service's instances that may be ejected at once, rounded down; 0 to 100. The last is never
 */
public record EjectionPolicy(
        boolean enabled, int consecutiveFailures, Duration duration, Duration longest, int maxPercent) {
    public static final EjectionPolicy DEFAULT =
            new EjectionPolicy(true, 5, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
}
