package io.mesher.app.demo;

import java.time.Duration;

/**
 * What a user may choose.
 *
 * @param once ends after the first call instead of waiting for Ctrl-C
 * @param canary whether a canary and an ejection are shown too
 * @param port where the client's Mesher takes calls, on 127.0.0.1; 0 takes a free one
 * @param zipkin where a Zipkin server listens, such as {@code http://127.0.0.1:9411}; empty: traces go nowhere
 * @param stepLimit how long one step may take, such as the start of a process
 */
public record DemoOptions(boolean once, boolean canary, int port, String zipkin, Duration stepLimit) {
    /** Only a program that hangs should reach it. */
    public static final Duration USUAL_STEP_LIMIT = Duration.ofMinutes(10);
}
