package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;

/** What was asked for isn't done; nothing was changed. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    /** @param detail for people */
    public Refusal(ErrorCode code, String detail) {
        // Expected now and then, and nobody looks where it was made.
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public ErrorDocument document() {
        return code.document(detail());
    }

    /** In one line, as the answers of calls for many things have it. */
    public String line() {
        return code.message() + "(" + detail() + ")";
    }

    private String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }
}
