package io.mesher.net.http;

import io.mesher.base.MessageLimit;

/** Why a request couldn't be read to its end. */
public sealed interface RequestFailure {
    /** The connection is gone; no answer is possible. */
    record Gone() implements RequestFailure {}

    /** Head or body are not what HTTP allows. {@code detail} has nothing of the message's content. */
    record Malformed(String detail) implements RequestFailure {}

    /** The bytes begin a TLS connection, where HTTP was expected. */
    record Tls() implements RequestFailure {}

    record RequestLineTooLong(int limitBytes) implements RequestFailure {}

    record HeadTooLarge(MessageLimit limit, int max) implements RequestFailure {}

    /** Nothing is wrong with it, but it is one too many. {@code limit}: which bound was reached, with its number. */
    record Overload(String limit) implements RequestFailure {}

    /** An {@code Expect} other than 100-continue. */
    record Expectation() implements RequestFailure {}

    /** The caller doesn't take its response: too few bytes within a period. */
    record NotTaken(long millis) implements RequestFailure {}

    /** Its body comes at less than the least rate. */
    record TooSlow(long bytesPerSecond) implements RequestFailure {}

    /** Both ends of a tunnel were silent for too long. */
    record TunnelIdle(long millis) implements RequestFailure {}

    /** {@code part}: "head" or "body". */
    record TimedOut(String part, long millis) implements RequestFailure {}
}
