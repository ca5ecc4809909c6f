/**
 * What holds for calls to a service, by default and for each service that has keys of its own: chains, balancing, retries,
 * breaker, isolation, ejection, health checks, time-outs. Uses {@code keys}, {@code source}, {@code read} and {@code rules}.
 */
@NullMarked
package io.mesher.app.config.policies;

import org.jspecify.annotations.NullMarked;
