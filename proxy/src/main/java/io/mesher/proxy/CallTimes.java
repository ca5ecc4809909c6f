package io.mesher.proxy;

import io.mesher.core.config.TimeoutPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TimeoutPolicy} as a request needs it, in nanoseconds; 0: no limit.
 *
 * @param connect never 0
 */
record CallTimes(long connect, long response, long idle, long total) {
    static CallTimes of(TimeoutPolicy policy) {
        return new CallTimes(
                policy.connect().toNanos(),
                policy.response().toNanos(),
                policy.idle().toNanos(),
                policy.total().toNanos());
    }

    /** With others in place of those that aren't null. */
    CallTimes with(@Nullable Duration otherResponse, @Nullable Duration otherIdle, @Nullable Duration otherTotal) {
        return new CallTimes(
                connect,
                otherResponse == null ? response : otherResponse.toNanos(),
                otherIdle == null ? idle : otherIdle.toNanos(),
                otherTotal == null ? total : otherTotal.toNanos());
    }
}
