package io.mesher.control.admin;

import io.mesher.base.Budget;
import io.mesher.core.config.AdminConfig;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.server.ApiExchange;
import io.mesher.net.server.ApiHandlers;
import io.mesher.net.server.ApiLimits;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The admin API. Put together at the first connection, so that a start pays nothing for it. One event loop only. */
public final class AdminApi {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int MAX_BODIES_BYTES = 256 * 1024;
    private static final int MAX_ANSWERS_BYTES = 8 * 1024 * 1024;

    private final AdminConfig config;
    private final Supplier<AdminSources> sources;
    private @Nullable AdminCalls calls;
    private @Nullable ApiLimits limits;

    /** @param sources asked once, at the first request, on the event loop */
    public AdminApi(AdminConfig config, Supplier<AdminSources> sources) {
        this.config = config;
        this.sources = sources;
    }

    /** For {@code Http1Server.protocols}, with one loop only. */
    public StreamHandlers handlers(EventLoop loop) {
        return new ApiHandlers(() -> exchange(loop));
    }

    private ApiExchange exchange(EventLoop loop) {
        if (calls == null) {
            calls = new AdminCalls(new AdminGate(config), new AdminRoutes(Endpoints.of(sources.get(), loop)), loop);
        }
        if (limits == null) {
            limits = new ApiLimits(MAX_BODY_BYTES, new Budget(MAX_BODIES_BYTES), new Budget(MAX_ANSWERS_BYTES));
        }
        return new ApiExchange(calls, limits);
    }
}
