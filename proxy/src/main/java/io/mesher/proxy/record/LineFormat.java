package io.mesher.proxy.record;

import io.mesher.proxy.Exchange;

/** How a line of the access log looks. */
interface LineFormat {
    /**
     * Appends one line with its end.
     *
     * @param now milliseconds since 1970
     */
    void write(Exchange exchange, long now);
}
