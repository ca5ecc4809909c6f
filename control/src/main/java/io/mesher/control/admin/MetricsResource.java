package io.mesher.control.admin;

import io.mesher.control.metrics.MetricsPages;
import io.mesher.control.metrics.Page;
import java.util.function.Consumer;

/** Metrics for Prometheus: {@code /v1/mesher/metrics}, the original's, and {@code /metrics}. */
record MetricsResource(MetricsPages pages, boolean original) implements Resource {
    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        Page page = original ? pages.original() : pages.metrics(request.accept());
        answer.accept(new AdminResponse(200, page.contentType(), page.body()).compressedFor(request.acceptEncoding()));
    }
}
