package io.mesher.core.config;

import java.net.InetSocketAddress;

/**
 * An address to listen on.
 *
 * @param host an IP literal, IPv6 without brackets (interface names are resolved before)
 * @param port 0 to 65535; 0 lets the system choose, which the tests use
 * @param key the configuration key that it came from, for messages; never empty
 */
public record ListenAddress(String host, int port, String key) {
    /** What the system gave, in this form; it must be resolved. */
    public static ListenAddress of(InetSocketAddress address, String key) {
        return new ListenAddress(address.getAddress().getHostAddress(), address.getPort(), key);
    }

    public String authority() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    @Override
    public String toString() {
        return authority();
    }
}
