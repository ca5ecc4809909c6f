package io.mesher.proxy.record;

import io.mesher.proxy.RequestContext;

/** How a line of the access log looks. */
interface LineFormat {
    /**
     * Appends one line with its end.
     *
     * @param now milliseconds since 1970
     */
    void write(RequestContext exchange, long now);
}
