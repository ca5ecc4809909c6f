package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.core.catalog.Endpoint;
import java.util.Locale;

/** Where a registry is: a URL without a path, or the part after its scheme. */
final class RegistryAddress implements Parser<Endpoint> {
    static final int DEFAULT_PORT = 30100;
    static final String EXPECTED = "http://host:port, such as http://10.0.0.1:30100";
    private static final String NO_TLS =
            "TLS to the registry is not in this release; Mesher refuses to start rather than send plain text";
    private static final String HTTP = "http://";

    @Override
    public Endpoint parse(String text) throws BadValue {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https:")) {
            throw BadValue.because(NO_TLS, EXPECTED);
        }
        if (text.contains("://") && !lower.startsWith(HTTP)) {
            throw BadValue.because("unknown scheme", EXPECTED);
        }
        String authority = lower.startsWith(HTTP) ? text.substring(HTTP.length()) : text;
        if (authority.endsWith("/")) {
            authority = authority.substring(0, authority.length() - 1);
        }
        if (authority.indexOf('@') >= 0) {
            throw BadValue.because("with a user", EXPECTED + "; put the user into " + Keys.ACCOUNT_NAME);
        }
        if (authority.indexOf('/') >= 0 || authority.indexOf('?') >= 0 || authority.indexOf('#') >= 0) {
            throw BadValue.because("with a path", EXPECTED);
        }
        boolean hasPort = authority.indexOf(':') >= 0 && !authority.endsWith("]");
        return StaticServicesReader.endpoint(hasPort ? authority : authority + ":" + DEFAULT_PORT, EXPECTED);
    }

    @Override
    public String expected() {
        return EXPECTED;
    }
}
