package io.mesher.net.http1;

import io.mesher.net.http.RequestFailure;

/**
 * Why a message is refused.
 *
 * @param detail what is wrong, without any of the message's content: it goes into answers and logs
 */
public record MessageError(Kind kind, String detail) {
    public enum Kind {
        MALFORMED,
        START_LINE_TOO_LONG,
        HEAD_TOO_LARGE,
        EXPECTATION
    }

    static MessageError malformed(String detail) {
        return new MessageError(Kind.MALFORMED, detail);
    }

    RequestFailure ofRequest() {
        return switch (kind) {
            case MALFORMED -> new RequestFailure.Malformed(detail);
            case START_LINE_TOO_LONG -> new RequestFailure.RequestLineTooLong(Integer.parseInt(detail));
            case HEAD_TOO_LARGE -> new RequestFailure.HeadTooLarge(detail);
            case EXPECTATION -> new RequestFailure.Expectation();
        };
    }
}
