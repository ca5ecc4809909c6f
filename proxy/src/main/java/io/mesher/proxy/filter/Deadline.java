package io.mesher.proxy.filter;

import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * How long the caller will wait: {@code X-Request-Deadline}, the milliseconds that are left. Every attempt passes on what is left
 * then. A value that isn't such a number means something else to somebody else, and passes as it came.
 */
public final class Deadline extends Filter {
    /** More than a day is no caller's patience: points in time since 1970 have more digits. */
    private static final int MAX_DIGITS = 8;

    public Deadline() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Fields fields = exchange.request().fields();
        int field = fields.find(FieldName.X_REQUEST_DEADLINE);
        if (field < 0) {
            return null;
        }
        long millis = fields.number(field, MAX_DIGITS);
        if (millis < 0) {
            return null;
        }
        if (millis == 0) {
            return new InternalFailure.OutOfTime(exchange.destination().service(), 0, false);
        }
        fields.drop(FieldName.X_REQUEST_DEADLINE);
        exchange.callerTime(millis * 1_000_000);
        return null;
    }
}
