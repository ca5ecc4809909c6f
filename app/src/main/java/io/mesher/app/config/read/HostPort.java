package io.mesher.app.config.read;

/**
 * {@code host:port} in text.
 *
 * @param host not empty, IPv6 without its brackets; else unchecked
 * @param port within the bounds asked for
 */
record HostPort(String host, int port) {
    /** @param minPort 0 or 1 */
    static HostPort parse(String text, int minPort, String expected) throws BadValue {
        if (text.contains("://")) {
            throw BadValue.because("a URL", expected);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw BadValue.because("no port", expected);
        }
        String host = text.substring(0, colon);
        if (host.isEmpty()) {
            throw BadValue.because("no host", expected);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (host.indexOf(':') < 0 || IpLiteral.parse(host) == null) {
                throw BadValue.because("no IPv6 address in the brackets", expected);
            }
        } else if (host.indexOf(':') >= 0) {
            throw BadValue.because("more than one colon", expected + "; IPv6 in brackets: [fd00::1]:30101");
        }
        return new HostPort(host, port(text.substring(colon + 1), minPort));
    }

    static int port(String text, int min) throws BadValue {
        int port = 0;
        for (int i = 0; i < text.length() && port <= 65535; i++) {
            char c = text.charAt(i);
            port = c >= '0' && c <= '9' ? port * 10 + c - '0' : 65536;
        }
        if (text.isEmpty() || port < min || port > 65535) {
            throw BadValue.because("bad port", "a port from " + min + " to 65535");
        }
        return port;
    }
}
