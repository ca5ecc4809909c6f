package io.mesher.net.client;

import io.mesher.net.http.HopByHop;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http1.MessageError;
import io.mesher.net.http1.OwnHeads;
import org.jspecify.annotations.Nullable;

/** Makes a call's head in HTTP/1.1. */
final class CallText {
    private static final int DEFAULT_PORT = 80;

    private CallText() {}

    /**
     * @param further whole lines after the request's own, or empty
     * @return why the request isn't a valid one, or null
     */
    static @Nullable String head(CallRequest request, String further, RequestHead into) {
        MessageError error = OwnHeads.request(text(request, further), into);
        if (error != null) {
            return error.text();
        }
        // What concerns the connection is written by whoever writes to it.
        HopByHop.drop(into.fields());
        return null;
    }

    private static String text(CallRequest request, String further) {
        StringBuilder text = new StringBuilder(256);
        text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\nHost: ");
        boolean isIpv6 = request.host().indexOf(':') >= 0;
        text.append(isIpv6 ? "[" + request.host() + "]" : request.host());
        if (request.port() != DEFAULT_PORT) {
            text.append(':').append(request.port());
        }
        text.append("\r\n").append(request.fields());
        if (request.body().length > 0 || hasMeaningWithoutBody(request.method())) {
            text.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        return text.append(further).append("\r\n").toString();
    }

    /** RFC 9110 §8.6: these say that they have none, the others needn't. */
    private static boolean hasMeaningWithoutBody(String method) {
        return method.equals("POST") || method.equals("PUT");
    }
}
