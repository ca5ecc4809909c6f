package io.mesher.registry.server;

import java.net.InetSocketAddress;

/** Addresses as people and URLs write them. */
final class AddressText {
    private AddressText() {}

    /** {@code 127.0.0.1:30100}, {@code [::1]:30100}. */
    static String of(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
