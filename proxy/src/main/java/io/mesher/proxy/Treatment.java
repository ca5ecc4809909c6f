package io.mesher.proxy;

import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.route.RouteOptions;
import org.jspecify.annotations.Nullable;

/**
 * How requests of one kind to one service are treated.
 *
 * @param request changes of the request's fields, or null
 * @param response changes of the response's fields, or null
 */
record Treatment(
        CallTimes times,
        RetryPolicy retry,
        @Nullable FieldEdits request,
        @Nullable FieldEdits response) {
    static Treatment of(ServicePolicy policy) {
        return new Treatment(CallTimes.of(policy.timeouts()), policy.retry(), null, null);
    }

    Treatment with(RouteOptions options) {
        return new Treatment(
                times.with(options.response(), options.idle(), options.total()),
                Boolean.FALSE.equals(options.retry()) ? retry.off() : retry,
                options.request().isEmpty() ? null : new FieldEdits(options.request()),
                options.answer().isEmpty() ? null : new FieldEdits(options.answer()));
    }
}
