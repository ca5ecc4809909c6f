package io.mesher.control.admin;

import io.mesher.base.Budget;
import io.mesher.core.config.AdminConfig;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.server.ApiConnection;
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

    /** @param sources asked once, at the first connection, on the event loop */
    public AdminApi(AdminConfig config, Supplier<AdminSources> sources) {
        this.config = config;
        this.sources = sources;
    }

    /** For {@code HttpListener.bind}: one handler per connection, all of them on the same loop. */
    public ServerHandler handler(EventLoop loop) {
        if (calls == null) {
            calls = new AdminCalls(new AdminGate(config), new AdminRoutes(Endpoints.of(sources.get(), loop)), loop);
        }
        if (limits == null) {
            limits = new ApiLimits(MAX_BODY_BYTES, new Budget(MAX_BODIES_BYTES), new Budget(MAX_ANSWERS_BYTES));
        }
        return new ApiConnection(calls, limits);
    }
}
