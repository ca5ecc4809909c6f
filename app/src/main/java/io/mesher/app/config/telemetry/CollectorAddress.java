package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.TracingKeys;
import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.Parser;
import io.mesher.app.config.read.StaticServicesReader;
import io.mesher.core.catalog.Endpoint;
import java.util.Locale;

/** A collector's URL. */
final class CollectorAddress implements Parser<CollectorAddress.Collector> {
    static final String EXPECTED = "http://host:port or http://host:port/path";
    private static final String HTTP = "http://";
    /** Of visible ASCII, what no URL has (RFC 3986, section 2), and the fragment, which nobody is sent. */
    private static final String NOT_IN_URLS = "\"<>\\^`{|}#";

    /**
     * Where spans are sent.
     *
     * @param path with its {@code /}, and perhaps a query; empty: the usual one
     */
    record Collector(String host, int port, String path) {
        Collector withPath(String other) {
            return new Collector(host, port, other);
        }

        Collector orPath(String usual) {
            return path.isEmpty() || path.equals("/") ? withPath(usual) : this;
        }
    }

    @Override
    public Collector parse(String text) throws BadValue {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https:")) {
            throw BadValue.because("there is no TLS in this release", EXPECTED);
        }
        if (!lower.startsWith(HTTP)) {
            throw BadValue.because("no HTTP URL", EXPECTED);
        }
        String rest = text.substring(HTTP.length());
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        if (authority.indexOf('@') >= 0) {
            throw BadValue.because("with a user: credentials go into " + TracingKeys.HEADERS, EXPECTED);
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c > '~' || NOT_IN_URLS.indexOf(c) >= 0) {
                throw BadValue.because("a character that no URL's path has", EXPECTED);
            }
        }
        Endpoint endpoint = StaticServicesReader.endpoint(authority, EXPECTED);
        return new Collector(endpoint.host(), endpoint.port(), path);
    }

    @Override
    public String expected() {
        return EXPECTED;
    }
}
