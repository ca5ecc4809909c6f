package io.mesher.control.admin;

import io.mesher.control.admin.resource.AdminResponse;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.FailureResponse;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.RequestFailure;

/** The answer to what isn't a valid request, in the same words as at the other ports. */
final class BadRequest {
    private BadRequest() {}

    static AdminResponse answer(RequestFailure failure) {
        FailureResponse response = FailureResponse.of(proxied(failure), StatusCodes.CORRECT, true);
        return AdminResponse.text(response.status(), response.cause() + "\n" + response.next() + "\n");
    }

    private static ProxyFailure proxied(RequestFailure failure) {
        return switch (failure) {
            case RequestFailure.Gone() -> new DownstreamFailure.Gone();
            case RequestFailure.Tls() -> new DownstreamFailure.Tls();
            case RequestFailure.Malformed(String detail) -> new DownstreamFailure.Malformed(detail);
            case RequestFailure.RequestLineTooLong(int bytes) -> new DownstreamFailure.RequestLineTooLong(bytes);
            case RequestFailure.HeadTooLarge(var limit, int max) -> new DownstreamFailure.HeadTooLarge(limit, max);
            case RequestFailure.Overload(String limit) -> new InternalFailure.Overload("the admin port", limit);
            case RequestFailure.Expectation() -> new DownstreamFailure.UnsupportedExpectation();
            case RequestFailure.NotTaken(long millis) -> new DownstreamFailure.NotTaken(millis);
            case RequestFailure.TooSlow(long bytesPerSecond) ->
                new DownstreamFailure.TooSlow("body", 0, bytesPerSecond);
            case RequestFailure.TunnelIdle(long millis) -> new DownstreamFailure.TunnelIdle(millis);
            case RequestFailure.TimedOut(String part, long millis) -> new DownstreamFailure.TooSlow(part, millis);
        };
    }
}
