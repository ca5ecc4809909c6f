package io.mesher.core.config;

/**
 * An address to listen on.
 *
 * @param host an IP literal, IPv6 without brackets (interface names are resolved before)
 * @param port 0 to 65535; 0 lets the system choose, which the tests use
 * @param key the configuration key that it came from, for messages; never empty
 */
public record ListenAddress(String host, int port, String key) {
    public String authority() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    @Override
    public String toString() {
        return authority();
    }
}
