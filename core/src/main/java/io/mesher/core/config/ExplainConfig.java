package io.mesher.core.config;

import java.time.Duration;

/**
 * What is kept to explain requests ({@code mesher.explain…}).
 *
 * @param enabled whether decisions are noted
 * @param recent requests kept per event loop, 0 or more
 * @param remarkable of those that failed or were slow, kept per event loop besides
 * @param slow from which time on a request is slow
 * @param query whether a URL's query is kept
 */
public record ExplainConfig(boolean enabled, int recent, int remarkable, Duration slow, boolean query) {
    public static final ExplainConfig DEFAULT = new ExplainConfig(true, 32, 32, Duration.ofSeconds(1), true);
}
