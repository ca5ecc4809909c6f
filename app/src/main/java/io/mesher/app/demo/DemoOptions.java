package io.mesher.app.demo;

import java.time.Duration;

/**
 * What a user may choose.
 *
 * @param once ends after the first call instead of waiting for Ctrl-C
 * @param canary whether a canary and an ejection are shown too
 * @param port where the client's Mesher takes calls, on 127.0.0.1; 0 takes a free one
 * @param zipkin where a Zipkin server listens, such as {@code http://127.0.0.1:9411}; empty: traces go nowhere
 * @param startLimit how long the start of all processes may take
 */
public record DemoOptions(boolean once, boolean canary, int port, String zipkin, Duration startLimit) {
    public static final Duration USUAL_START_LIMIT = Duration.ofSeconds(20);
}
