package io.mesher.core.failure;

import io.mesher.base.MessageLimit;

/** The caller's doing. Nothing was sent to an upstream, or the caller itself broke the request off. */
public sealed interface DownstreamFailure extends ProxyFailure {

    /** @param detail what is wrong and where, without anything of the request's content */
    record Malformed(String detail) implements DownstreamFailure {}

    /** @param limitBytes the limit that the request line exceeds */
    record RequestLineTooLong(int limitBytes) implements DownstreamFailure {}

    record HeadTooLarge(MessageLimit limit, int max) implements DownstreamFailure {}

    /**
     * @param part "head" or "body"
     * @param millis within which it did not come; 0: it came, but below the least rate
     * @param bytesPerSecond the least rate; 0: the time was exceeded
     */
    record TooSlow(String part, long millis, long bytesPerSecond) implements DownstreamFailure {
        public TooSlow(String part, long millis) {
            this(part, millis, 0);
        }
    }

    /** The caller takes its response, or a tunnel's bytes, at less than the least rate. */
    record NotTaken(long millis) implements DownstreamFailure {}

    /** No byte came through the tunnel, from either side. */
    record TunnelIdle(long millis) implements DownstreamFailure {}

    /** The bytes begin a TLS connection, where HTTP was expected. */
    record Tls() implements DownstreamFailure {}

    /** CONNECT to a host that is no service: tunnels aren't offered. */
    record ConnectRefused() implements DownstreamFailure {}

    /** CONNECT to a service: Mesher itself serves the requests that follow, which is no failure. */
    record ConnectAccepted() implements DownstreamFailure {}

    /** A request in origin form at the outgoing listener: the caller took Mesher for a web server. */
    record NotForProxy() implements DownstreamFailure {}

    /** OPTIONS with {@code Max-Forwards: 0}: Mesher is the last to hear of it (RFC 9110 §7.6.2), which is no failure. */
    record LastHop() implements DownstreamFailure {}

    /**
     * A request that Mesher answers in place of the application, which is no failure.
     *
     * @param json the answer
     */
    record Answered(String json) implements DownstreamFailure {
        /** The answers may be long, and requests are logged. */
        @Override
        public String toString() {
            return "Answered[" + json.length() + " characters]";
        }
    }

    /** TRACE with {@code Max-Forwards: 0}: it would have to be answered with all of the request, secrets included. */
    record TraceRefused() implements DownstreamFailure {}

    /** An upgrade or expectation that can't be met. */
    record UnsupportedExpectation() implements DownstreamFailure {}

    /** The connection ended before the request did, so nobody waits for an answer. */
    record Gone() implements DownstreamFailure {}

    @Override
    default boolean mayHaveBeenProcessed() {
        return true;
    }
}
