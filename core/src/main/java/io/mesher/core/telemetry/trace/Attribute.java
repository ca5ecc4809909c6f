package io.mesher.core.telemetry.trace;

import org.jspecify.annotations.Nullable;

/**
 * What a span says besides its name and time, under a name of OpenTelemetry's conventions.
 *
 * @param text null where it is a number
 */
public record Attribute(String key, @Nullable String text, long number) {
    public static Attribute of(String key, String text) {
        return new Attribute(key, text, 0);
    }

    public static Attribute of(String key, long number) {
        return new Attribute(key, null, number);
    }
}
