package io.mesher.core.failure;

import io.mesher.base.MessageLimit;
import io.mesher.core.catalog.Endpoint;

/** The called side's doing. */
public sealed interface UpstreamFailure extends ProxyFailure {
    Endpoint endpoint();

    /**
     * @param code {@code connect.failed}, or {@code tls.} and the cause for a connection that could not be secured
     * @param cause the system's words: "Connection refused", "no answer within 1000 ms"; of TLS a sentence
     */
    record ConnectFailed(Endpoint endpoint, String code, String cause) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /**
     * The connection ended before a byte of the response came.
     *
     * @param sent whether any byte of the request was handed to the network
     */
    record Closed(Endpoint endpoint, boolean sent) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return sent;
        }
    }

    /** The instance says that it did not process the request. {@code why}: in its protocol's words. */
    record Refused(Endpoint endpoint, String why) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** No response head in time. */
    record TimedOut(Endpoint endpoint, long millis) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /** It took no byte of what was to be sent to it for so long. The request, or a tunnel, is broken off. */
    record NotTaken(Endpoint endpoint, long millis) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /** @param detail what is wrong with the response */
    record BadMessage(Endpoint endpoint, String detail) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /** The response has more of something than Mesher takes, which is not the instance's fault. */
    record TooLarge(Endpoint endpoint, MessageLimit limit, int max) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }

    /** The response broke off after its head was passed on: no answer can be made of it any more. */
    record Truncated(Endpoint endpoint) implements UpstreamFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return true;
        }
    }
}
