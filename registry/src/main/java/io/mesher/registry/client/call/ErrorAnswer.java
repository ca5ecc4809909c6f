package io.mesher.registry.client.call;

import io.mesher.net.client.CallResponse;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;

/**
 * An answer other than what was asked for.
 *
 * @param where {@code at} and the address
 * @param status 200 for an answer that isn't the JSON which was expected
 * @param code as in the registry's error document; empty where there is none
 * @param detail for people
 */
public record ErrorAnswer(String where, int status, String code, String detail) {
    public static ErrorAnswer of(CallOutcome.Answer answer) {
        CallResponse response = answer.response();
        String where = "at " + answer.address();
        try {
            ErrorDocument error = JsonReader.document(response.body(), ErrorDocument::read);
            String detail = error.detail().isEmpty() ? error.errorMessage() : error.detail();
            return new ErrorAnswer(where, response.status(), error.errorCode(), detail);
        } catch (BadJson _) {
            return new ErrorAnswer(where, response.status(), "", "");
        }
    }

    public boolean is(ErrorCode expected) {
        return code.equals(expected.text());
    }

    /** The registry itself is in trouble: the same call may do later. */
    public boolean isPassing() {
        return status >= 500 || status == 429;
    }

    public boolean isUnknownInstance() {
        return is(ErrorCode.NO_SUCH_INSTANCE) || is(ErrorCode.NO_SUCH_SERVICE);
    }

    /** A log line's end: what it answered. */
    public String told() {
        return where + " answered " + status + (code.isEmpty() ? "" : "/" + code)
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
