package io.mesher.proxy;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.RequestFailure;

/** What is wrong with a caller's request, as the connection tells it, in the words that answers are made of. */
final class CallerFailures {
    private CallerFailures() {}

    static ProxyFailure of(RequestFailure failure) {
        return switch (failure) {
            case RequestFailure.Gone() -> new DownstreamFailure.Gone();
            case RequestFailure.Malformed malformed -> new DownstreamFailure.Malformed(malformed.detail());
            case RequestFailure.Tls() -> new DownstreamFailure.Tls();
            case RequestFailure.RequestLineTooLong tooLong ->
                new DownstreamFailure.RequestLineTooLong(tooLong.limitBytes());
            case RequestFailure.HeadTooLarge(var limit, int max) -> new DownstreamFailure.HeadTooLarge(limit, max);
            case RequestFailure.Overload overload -> new InternalFailure.Overload("this Mesher", overload.limit());
            case RequestFailure.Expectation() -> new DownstreamFailure.UnsupportedExpectation();
            case RequestFailure.NotTaken(long millis) -> new DownstreamFailure.NotTaken(millis);
            case RequestFailure.TooSlow(long bytesPerSecond) ->
                new DownstreamFailure.TooSlow("body", 0, bytesPerSecond);
            case RequestFailure.TunnelIdle(long millis) -> new DownstreamFailure.TunnelIdle(millis);
            case RequestFailure.TimedOut timedOut -> new DownstreamFailure.TooSlow(timedOut.part(), timedOut.millis());
        };
    }
}
