package io.mesher.core.config;

import java.time.Duration;

/**
 * When calls to a service are no longer tried ({@code circuitBreaker.Consumer…}).
 *
 * @param enabled whether failures open it; without it the two below say nothing either
 * @param forceOpen no call is tried; wins over {@code forceClosed}
 * @param forceClosed every call is tried, whatever fails
 * @param sleepWindow from opening to the one call that is tried again
 * @param requestVolumeThreshold calls in 10 s below which it stays closed; 1 or more
 * @param errorThresholdPercentage share of them that must have failed, rounded; 0 to 100
 */
public record BreakerPolicy(
        boolean enabled,
        boolean forceOpen,
        boolean forceClosed,
        Duration sleepWindow,
        int requestVolumeThreshold,
        int errorThresholdPercentage) {
    public static final BreakerPolicy DEFAULT = new BreakerPolicy(false, false, false, Duration.ofSeconds(15), 20, 50);
}
