/**
 * What Mesher reports and where to: its log, the access log, metrics, traces and where they are sent, explanations. Uses
 * {@code keys}, {@code source} and {@code read}.
 */
@NullMarked
package io.mesher.app.config.telemetry;

import org.jspecify.annotations.NullMarked;
