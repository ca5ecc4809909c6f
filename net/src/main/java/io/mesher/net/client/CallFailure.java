package io.mesher.net.client;

/** Why there is no response. */
public sealed interface CallFailure {
    /** What happened, for a log line: no sentence, no final stop. */
    String cause();

    /**
     * No connection: refused, no route, unknown name, none within the call's time, or too many calls in flight; or the request
     * isn't a valid one. Nothing was sent, or, of an idempotent request, nothing that had an answer.
     */
    record NotConnected(String cause) implements CallFailure {}

    /** The server may have received the request. */
    record TimedOut(long millis) implements CallFailure {
        @Override
        public String cause() {
            return "no answer within " + millis + " ms";
        }
    }

    /** The connection ended, or what came isn't HTTP. The server may have received the request. */
    record Broken(String cause) implements CallFailure {}

    /** The body was longer than the {@link Caller} takes. */
    record TooLarge(int limitBytes) implements CallFailure {
        @Override
        public String cause() {
            return "an answer of more than " + limitBytes + " bytes";
        }
    }
}
