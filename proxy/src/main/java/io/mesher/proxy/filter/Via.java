package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.HttpVersion;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Says that the message passed here, in the version in which it came (RFC 9110 §7.6.3). */
public final class Via extends Filter {
    /** By the version in which the message came. */
    private final FieldBlock[] lines;

    private final FieldBlock inResponses;

    public Via(String pseudonym) {
        HttpVersion[] versions = HttpVersion.values();
        this.lines = new FieldBlock[versions.length];
        for (HttpVersion version : versions) {
            lines[version.ordinal()] = line(version, pseudonym);
        }
        this.inResponses = line(HttpVersion.HTTP_1_1, pseudonym);
    }

    private static FieldBlock line(HttpVersion version, String pseudonym) {
        return FieldBlock.of("Via: " + version.number() + " " + pseudonym + "\r\n");
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        exchange.requestLines().add(lines[exchange.request().version().ordinal()]);
        exchange.responseVia(inResponses);
        return null;
    }
}
