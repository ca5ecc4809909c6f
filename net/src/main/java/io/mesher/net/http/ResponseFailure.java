package io.mesher.net.http;

import io.mesher.base.MessageLimit;

/** Why there is no response, or not all of it. */
public sealed interface ResponseFailure {
    /** Whether the upstream may have begun to process the request. */
    boolean mayHaveBeenProcessed();

    /**
     * The connection ended.
     *
     * @param responseBegun whether a byte of the response had come
     * @param sent whether the network took any byte of the request
     */
    record Closed(boolean responseBegun, boolean sent) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return sent || responseBegun;
        }
    }

    /** The upstream ended the connection as such, before it looked at any byte. {@code code}: stable, for programs. */
    record NotAccepted(String code, String text) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** The upstream took no byte of what was to be sent to it for so long. */
    record NotTaken(long millis) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /** What came isn't a valid response. */
    record Malformed(String detail) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /** What came has more of something than is taken here, which is not the upstream's fault. */
    record TooLarge(MessageLimit limit, int max) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /**
     * The upstream says that it did not process the request: whatever its method, it may be repeated on any connection, the same
     * upstream's too. Only before a byte of the response.
     */
    record Refused(String why) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /**
     * The upstream broke off this exchange, not the connection.
     *
     * @param code the protocol's number for the reason
     * @param responseBegun whether a byte of the response had come
     */
    record Reset(int code, boolean responseBegun) implements ResponseFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }
}
