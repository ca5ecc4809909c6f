package io.mesher.registry.client.answer;

import io.mesher.base.text.PercentEncoding;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.PathPrefix;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is registered: {@code rest://10.0.0.5:8080/?sslEnabled=true&urlPrefix=%2Fshop}.
 *
 * @param scheme in lower case
 * @param endpoint without a prefix if that one is bad
 * @param badPrefix whether {@code urlPrefix} is no path that requests could begin with
 */
public record EndpointText(String scheme, Endpoint endpoint, boolean tls, boolean badPrefix) {
    /** Java Chassis in a web container with a context path writes it, encoded or not. */
    private static final String URL_PREFIX = "urlPrefix=";

    private static final int MAX_HOST_CHARS = 255;

    /** @return null when it isn't one */
    public static @Nullable EndpointText parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme <= 0) {
            return null;
        }
        int start = scheme + 3;
        int end = end(text, start);
        int colon = text.lastIndexOf(':', end - 1);
        if (colon <= start) {
            return null;
        }
        String host = host(text.substring(start, colon));
        int port = port(text, colon + 1, end);
        if (host.isEmpty() || port == 0) {
            return null;
        }
        boolean tls = text.substring(end).toLowerCase(Locale.ROOT).contains("sslenabled=true");
        String prefix = prefix(text, end);
        return new EndpointText(
                text.substring(0, scheme).toLowerCase(Locale.ROOT),
                new Endpoint(host, port, prefix == null ? "" : prefix),
                tls,
                prefix == null);
    }

    /** Null if it is bad. */
    private static @Nullable String prefix(String text, int from) {
        int query = text.indexOf('?', from);
        if (query < 0) {
            return "";
        }
        for (int start = query + 1; start < text.length(); ) {
            int and = text.indexOf('&', start);
            int end = and < 0 ? text.length() : and;
            if (text.regionMatches(true, start, URL_PREFIX, 0, URL_PREFIX.length())) {
                String decoded = PercentEncoding.decode(text.substring(start + URL_PREFIX.length(), end));
                return decoded == null ? null : PathPrefix.of(decoded);
            }
            start = end + 1;
        }
        return "";
    }

    /** Of host and port. */
    private static int end(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '/' || text.charAt(i) == '?') {
                return i;
            }
        }
        return text.length();
    }

    /** Without brackets; empty if there is a character that has no place in a host: it goes into requests' heads. */
    private static String host(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!Characters.isNamePart(c) && !(c == ':' && bracketed)) {
                return "";
            }
        }
        return host.length() > MAX_HOST_CHARS ? "" : host;
    }

    /** 0 if it is none. */
    private static int port(String text, int from, int to) {
        if (to - from < 1 || to - from > 5) {
            return 0;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            port = port * 10 + c - '0';
        }
        return port > 65535 ? 0 : port;
    }
}
