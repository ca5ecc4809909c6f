package io.mesher.registry.client;

import io.mesher.base.text.PercentEncoding;

/** The path and query of a call, in the making. */
final class Target {
    private final StringBuilder text;
    private char separator = '?';

    /** @param path of literals */
    Target(String path) {
        text = new StringBuilder(path);
    }

    /** Appends a slash and the segment, encoded. */
    Target segment(String segment) {
        text.append('/');
        PercentEncoding.encode(segment, text);
        return this;
    }

    Target parameter(String name, String value) {
        text.append(separator).append(name).append('=');
        separator = '&';
        PercentEncoding.encode(value, text);
        return this;
    }

    /** Left out when it is empty, as the Go client does. */
    Target optional(String name, String value) {
        return value.isEmpty() ? this : parameter(name, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
