package io.mesher.app;

import io.mesher.control.health.HealthChecker;
import io.mesher.core.config.PolicyTable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The health checker, made when a policy first asks for one: most Meshers never need it. Any thread. */
final class HealthChecks implements AutoCloseable {
    private final Supplier<HealthChecker> maker;
    private @Nullable HealthChecker checker;
    private boolean closed;

    /** @param maker called once at most; what it gives is closed by this */
    HealthChecks(Supplier<HealthChecker> maker) {
        this.maker = maker;
    }

    /** These are the policies from now on. */
    synchronized void changed(PolicyTable policies) {
        if (checker == null && !closed && policies.checksHealth()) {
            checker = maker.get();
        }
        if (checker != null) {
            checker.changed();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (checker != null) {
            checker.close();
        }
    }
}
