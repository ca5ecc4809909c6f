package io.mesher.registry.client;

import io.mesher.registry.wire.ErrorCode;

/**
 * An answer other than what was asked for.
 *
 * @param where {@code at} and the address
 * @param status 200 for an answer that isn't the JSON which was expected
 * @param code as in the registry's error document; empty where there is none
 * @param detail for people
 */
record ErrorAnswer(String where, int status, String code, String detail) {
    boolean is(ErrorCode expected) {
        return code.equals(expected.text());
    }

    /** The registry itself is in trouble: the same call may do later. */
    boolean isPassing() {
        return status >= 500 || status == 429;
    }

    boolean isUnknownInstance() {
        return is(ErrorCode.NO_SUCH_INSTANCE) || is(ErrorCode.NO_SUCH_SERVICE);
    }

    /** A log line's end: what it answered. */
    String told() {
        return where + " answered " + status + (code.isEmpty() ? "" : "/" + code)
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
