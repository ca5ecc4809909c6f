package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import io.mesher.core.catalog.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code mesher.services.<name>}: where services are, without a registry. */
public final class StaticServicesReader {
    private static final String EXPECTED = "host:port, such as 10.0.0.5:8080, or host:port?sslEnabled=true";
    private static final String TLS = "?sslenabled=true";

    private final KeyReader reader;

    public StaticServicesReader(KeyReader reader) {
        this.reader = reader;
    }

    public Map<String, List<Endpoint>> read() {
        Map<String, List<Endpoint>> services = new TreeMap<>();
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith(Keys.SERVICES)) {
                String name = entry.key().substring(Keys.SERVICES.length());
                if (Names.isHost(name)) {
                    services.put(name, reader.list(entry, new EndpointParser(name)));
                } else {
                    reader.problems()
                            .error(
                                    entry.place(),
                                    entry.written(),
                                    Shown.value("", name)
                                            + ": not the name of a service (expected: letters, digits and . - _ as in a URL's host)");
                }
            }
        }
        return services;
    }

    /** @param service whose name the certificates of instances with TLS must have */
    private record EndpointParser(String service) implements Parser<Endpoint> {
        @Override
        public Endpoint parse(String text) throws BadValue {
            int plain = text.length() - TLS.length();
            return plain > 0 && text.regionMatches(true, plain, TLS, 0, TLS.length())
                    ? endpoint(text.substring(0, plain), EXPECTED).secured(service)
                    : endpoint(text, EXPECTED);
        }

        @Override
        public String expected() {
            return EXPECTED;
        }
    }

    public static Endpoint endpoint(String text, String expected) throws BadValue {
        HostPort pair = HostPort.parse(text, 1, expected);
        boolean literal = IpLiteral.parse(pair.host()) != null;
        boolean brokenIpv4 = !literal && Names.hasOnly(pair.host(), ".") && lastIsDigit(pair.host());
        if (!literal && (brokenIpv4 || !Names.isHost(pair.host()))) {
            throw BadValue.because("neither a host name nor an IP address", expected);
        }
        return new Endpoint(pair.host().toLowerCase(Locale.ROOT), pair.port());
    }

    /** RFC 3986 section 3.2.2 and the WHATWG URL standard: a host whose last label is a number is an IPv4 address or wrong. */
    private static boolean lastIsDigit(String host) {
        for (int i = host.lastIndexOf('.') + 1; i < host.length(); i++) {
            if (!Character.isDigit(host.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
