package io.mesher.registry.client.call;

import io.mesher.base.text.PercentEncoding;

/** The path and query of a call, in the making. */
final class CallTarget {
    private final StringBuilder text;
    private char separator = '?';

    /** @param path of literals */
    CallTarget(String path) {
        text = new StringBuilder(path);
    }

    /** Appends a slash and the segment, encoded. */
    CallTarget segment(String segment) {
        text.append('/');
        PercentEncoding.encode(segment, text);
        return this;
    }

    CallTarget parameter(String name, String value) {
        text.append(separator).append(name).append('=');
        separator = '&';
        PercentEncoding.encode(value, text);
        return this;
    }

    /** Left out when it is empty, as the Go client does. */
    CallTarget optional(String name, String value) {
        return value.isEmpty() ? this : parameter(name, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
