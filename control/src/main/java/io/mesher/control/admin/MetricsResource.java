package io.mesher.control.admin;

import io.mesher.control.metrics.CompatPage;
import io.mesher.control.metrics.Page;

/** {@code /v1/mesher/metrics}: the original's metrics for Prometheus, and those of the process. */
record MetricsResource(CompatPage metrics) implements Resource {
    @Override
    public AdminResponse respond(String argument) {
        Page page = metrics.page();
        return new AdminResponse(200, page.contentType(), page.body());
    }
}
