package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.Filter;
import org.jspecify.annotations.Nullable;

/** Says that the message passed here, in the version in which it came (RFC 9110 §7.6.3). */
public final class Via extends Filter {
    private final byte[] fromHttp11;
    private final byte[] fromHttp10;

    public Via(String pseudonym) {
        this.fromHttp11 = Ascii.bytes("Via: 1.1 " + pseudonym + "\r\n");
        this.fromHttp10 = Ascii.bytes("Via: 1.0 " + pseudonym + "\r\n");
    }

    @Override
    public @Nullable ProxyFailure onRequest(Exchange exchange) {
        exchange.requestLines().append(exchange.request().minorVersion() == 0 ? fromHttp10 : fromHttp11);
        exchange.responseVia(fromHttp11);
        return null;
    }
}
