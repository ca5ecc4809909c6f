package io.mesher.net.http1;

import io.mesher.base.MessageLimit;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.ResponseFailure;

/** Why a message is refused. */
public sealed interface MessageError {
    /** @param detail what is wrong, without any of the message's content: it goes into answers and logs */
    record Malformed(String detail) implements MessageError {}

    /** It has more of something than is taken. */
    record TooLarge(MessageLimit limit, int max) implements MessageError {}

    /** A request with an {@code Expect} other than 100-continue. */
    record Expectation() implements MessageError {}

    static MessageError malformed(String detail) {
        return new Malformed(detail);
    }

    /** What is wrong, for people: a clause without an end. */
    default String text() {
        return switch (this) {
            case Malformed(String detail) -> detail;
            case TooLarge(MessageLimit limit, int max) -> limit.exceeded(max);
            case Expectation() -> "it has an expectation other than 100-continue";
        };
    }

    default RequestFailure ofRequest() {
        return switch (this) {
            case Malformed(String detail) -> new RequestFailure.Malformed(detail);
            case TooLarge large ->
                switch (large.limit()) {
                    case START_LINE -> new RequestFailure.RequestLineTooLong(large.max());
                    case HEAD_BYTES, HEAD_FIELDS -> new RequestFailure.HeadTooLarge(large.limit(), large.max());
                    case CONNECTION_OPTIONS, CHUNK_LINE, CHUNK_EXTENSIONS, TRAILER_BYTES, TRAILERS ->
                        new RequestFailure.Malformed(large.text());
                };
            case Expectation() -> new RequestFailure.Expectation();
        };
    }

    default ResponseFailure ofResponse() {
        return switch (this) {
            case Malformed(String detail) -> new ResponseFailure.Malformed(detail);
            case TooLarge large -> new ResponseFailure.TooLarge(large.limit(), large.max());
            case Expectation() -> new ResponseFailure.Malformed(text());
        };
    }
}
