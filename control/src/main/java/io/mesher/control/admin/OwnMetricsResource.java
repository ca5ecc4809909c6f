package io.mesher.control.admin;

import io.mesher.control.metrics.OwnPage;
import io.mesher.control.metrics.Page;

/** {@code /metrics}: Mesher's own metrics for Prometheus. */
record OwnMetricsResource(OwnPage metrics) implements Resource {
    @Override
    public AdminResponse respond(String argument) {
        return respond(argument, "");
    }

    @Override
    public AdminResponse respond(String argument, String accept) {
        Page page = metrics.page(accept);
        return new AdminResponse(200, page.contentType(), page.body());
    }
}
