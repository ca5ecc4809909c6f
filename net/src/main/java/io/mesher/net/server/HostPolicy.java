package io.mesher.net.server;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names an API of Mesher's own answers to. A web page whose own name is made to point at this machine (DNS rebinding) still
 * sends that name, so names that nobody configured are refused. Immutable.
 */
public final class HostPolicy {
    private final Set<String> names;
    private final Set<InetAddress> addresses;
    private final boolean loopbackOnly;
    private final boolean anyAddress;

    private HostPolicy(Set<String> names, Set<InetAddress> addresses, boolean loopbackOnly, boolean anyAddress) {
        this.names = Set.copyOf(names);
        this.addresses = Set.copyOf(addresses);
        this.loopbackOnly = loopbackOnly;
        this.anyAddress = anyAddress;
    }

    /**
     * @param listenHost the IP literal that the API listens on, IPv6 without brackets
     * @param allowedHosts further names and IP literals
     * @throws IllegalArgumentException when {@code listenHost} is a name
     */
    public static HostPolicy of(String listenHost, List<String> allowedHosts) {
        Set<String> names = new HashSet<>();
        Set<InetAddress> addresses = new HashSet<>();
        names.add("localhost");
        for (String allowed : allowedHosts) {
            InetAddress address = literal(withoutBrackets(allowed));
            if (address == null) {
                names.add(allowed.toLowerCase(Locale.ROOT));
            } else {
                addresses.add(address);
            }
        }
        InetAddress listen = InetAddress.ofLiteral(listenHost);
        addresses.add(listen);
        return new HostPolicy(names, addresses, listen.isLoopbackAddress(), listen.isAnyLocalAddress());
    }

    /** Whether only this machine can connect. */
    public boolean isLoopbackOnly() {
        return loopbackOnly;
    }

    /**
     * @param host of a request, without port and brackets; empty where the request names none, which only HTTP/1.0 permits (RFC 9112
     *     §3.2): load balancers probe so, but no browser does, and rebinding takes one
     */
    public boolean allows(String host) {
        if (host.isEmpty()) {
            return true;
        }
        InetAddress address = literal(host);
        if (address == null) {
            return names.contains(host.toLowerCase(Locale.ROOT));
        }
        // Listening on all addresses means being called by any of them, or by one that is mapped to them. An address in
        // Host is never rebound: that takes a name.
        return anyAddress || isNamed(address);
    }

    /**
     * Whether a page of this origin may ask.
     *
     * @param origin an {@code Origin} field's value
     * @param host of the request, which {@link #allows} let pass: a page from there is at home
     */
    public boolean allowsOrigin(String origin, String host) {
        String from = hostOfOrigin(origin);
        if (from == null) {
            return false;
        }
        InetAddress address = literal(from);
        if (address == null) {
            return names.contains(from.toLowerCase(Locale.ROOT));
        }
        return isNamed(address) || address.equals(literal(host));
    }

    private boolean isNamed(InetAddress address) {
        return address.isLoopbackAddress() || addresses.contains(address);
    }

    /** Null for {@code null}, for other schemes than HTTP's, and for what isn't {@code scheme://host[:port]} (RFC 6454 §6.2). */
    private static @Nullable String hostOfOrigin(String origin) {
        int scheme = origin.indexOf("://");
        if (scheme < 0 || !(origin.startsWith("http://") || origin.startsWith("https://"))) {
            return null;
        }
        String authority = origin.substring(scheme + 3);
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return colon < 0 || isPort(authority, colon + 1) ? withoutBrackets(host) : null;
    }

    private static boolean isPort(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Null for names. Nothing is looked up. */
    private static @Nullable InetAddress literal(String host) {
        if (host.indexOf(':') < 0 && !isDottedQuad(host)) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Shorter forms like {@code 127.1} are read as other addresses by other software. */
    private static boolean isDottedQuad(String host) {
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
