package io.mesher.control.admin;

import io.mesher.control.metrics.MetricsPages;
import io.mesher.control.metrics.Page;

/** Metrics for Prometheus: {@code /v1/mesher/metrics}, the original's, and {@code /metrics}. */
record MetricsResource(MetricsPages pages, boolean original) implements Resource {
    @Override
    public AdminResponse respond(String argument) {
        return respond(argument, "");
    }

    @Override
    public AdminResponse respond(String argument, String accept) {
        Page page = original ? pages.original() : pages.metrics(accept);
        return new AdminResponse(200, page.contentType(), page.body());
    }
}
