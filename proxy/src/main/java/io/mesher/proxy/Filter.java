package io.mesher.proxy;

import io.mesher.core.failure.ProxyFailure;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of every request. Stateless but for what its own file says; one object per event loop. A class, not an
 * interface: docs/decisions/0005.
 */
public abstract class Filter {
    protected Filter() {}

    /**
     * Null to go on; else why the request ends here, and no further filter sees it. A filter for which
     * {@link RequestContext#lookUp} has no answer yet returns null too, and is called again when there is one.
     */
    public abstract @Nullable ProxyFailure onRequest(RequestContext exchange);

    /**
     * Instead of it, for a request that is refused at once, so that it is told of like others. Its head may be looked at only
     * where {@link RequestContext#isReadable}.
     */
    public void onBadRequest(RequestContext exchange) {}
}
