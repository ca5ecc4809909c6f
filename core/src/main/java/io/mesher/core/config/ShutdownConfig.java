package io.mesher.core.config;

import java.time.Duration;

/**
 * How Mesher ends on SIGTERM ({@code mesher.shutdown.*}).
 *
 * @param notice how long it goes on serving, no longer ready, so that callers notice
 * @param drain how long requests in flight may take after that
 */
public record ShutdownConfig(Duration notice, Duration drain) {}
