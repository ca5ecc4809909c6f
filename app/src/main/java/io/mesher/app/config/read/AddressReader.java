package io.mesher.app.config.read;

import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import io.mesher.core.config.ListenAddress;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses to listen on: IP literals, names of interfaces, {@code auto}. */
final class AddressReader {
    /** What an address is for. */
    enum Use {
        PROXY(0),
        ADMIN(0),
        ADVERTISE(1);

        private final int minPort;

        Use(int minPort) {
            this.minPort = minPort;
        }
    }

    private static final String EXPECTED =
            "an IP address or a network interface, and a port, such as 192.168.1.1:30101 or eth0:30101";

    private final KeyReader reader;
    private final Interfaces interfaces;

    AddressReader(KeyReader reader, Interfaces interfaces) {
        this.reader = reader;
        this.interfaces = interfaces;
    }

    /** Null: absent, or wrong and reported. */
    @Nullable ListenAddress read(String key, Use use) {
        Entry entry = reader.keys().find(key);
        if (entry == null) {
            return null;
        }
        // No port of the records is negative, so that this is never taken for a configured one.
        ListenAddress none = new ListenAddress("", -1, key);
        ListenAddress address = reader.read(key, none, new Address(key, use));
        return address.port() < 0 ? null : address;
    }

    private final class Address implements Parser<ListenAddress> {
        private final String key;
        private final Use use;

        Address(String key, Use use) {
            this.key = key;
            this.use = use;
        }

        @Override
        public ListenAddress parse(String text) throws BadValue {
            return AddressReader.this.parse(text, key, use);
        }

        @Override
        public String expected() {
            return EXPECTED;
        }
    }

    private ListenAddress parse(String text, String key, Use use) throws BadValue {
        int query = text.indexOf('?');
        if (use == Use.ADVERTISE && query >= 0) {
            // Whether there is TLS for sslEnabled=true is checked later: other keys say so.
            return parse(text.substring(0, query), key, use);
        }
        HostPort pair = HostPort.parse(text, use.minPort, EXPECTED);
        InetAddress literal = IpLiteral.parse(pair.host());
        if (literal == null) {
            return new ListenAddress(hostOf(pair.host()), pair.port(), key);
        }
        check(literal, use);
        return new ListenAddress(pair.host().toLowerCase(Locale.ROOT), pair.port(), key);
    }

    private static void check(InetAddress address, Use use) throws BadValue {
        if (address.isAnyLocalAddress() && use == Use.PROXY) {
            throw BadValue.because(
                    "in sidecar mode, forbidden to listen on all addresses: callers from outside would get the outgoing"
                            + " proxy of the application",
                    "one address of this machine, an interface such as eth0:30101, or auto:30101");
        }
        if (address.isAnyLocalAddress() && use == Use.ADVERTISE) {
            throw BadValue.because("no address that others can call", EXPECTED);
        }
        if (address.isMulticastAddress() || address.getAddress()[0] == (byte) 255) {
            throw BadValue.because("not the address of a machine", EXPECTED);
        }
    }

    private String hostOf(String name) throws BadValue {
        if (name.equals("localhost")) {
            throw BadValue.because("host names are not looked up", "127.0.0.1 or [::1]");
        }
        List<Interfaces.Card> cards = cards();
        if (name.equals("auto")) {
            return auto(cards);
        }
        List<String> names = new ArrayList<>();
        for (Interfaces.Card card : cards) {
            if (card.name().equals(name)) {
                String host = hostOf(card, true);
                if (host == null) {
                    throw BadValue.because("the interface " + Shown.text(name) + " has no address", EXPECTED);
                }
                return host;
            }
            names.add(card.name());
        }
        throw BadValue.because(
                "neither an IP address nor a network interface; host names are not looked up",
                EXPECTED + "; interfaces here: " + (names.isEmpty() ? "none" : String.join(", ", names)));
    }

    private String auto(List<Interfaces.Card> cards) throws BadValue {
        List<String> passed = new ArrayList<>();
        for (Interfaces.Card card : cards) {
            String host = hostOf(card, false);
            if (host != null && card.up() && !card.loopback() && !card.virtual()) {
                return host;
            }
            passed.add(card.name() + " is " + whyNot(card));
        }
        throw BadValue.because(
                "no network interface has an address for others: "
                        + (passed.isEmpty() ? "there is none" : String.join(", ", passed)),
                "an IP address of this machine");
    }

    private static String whyNot(Interfaces.Card card) {
        if (card.loopback()) {
            return "loopback";
        }
        if (!card.up()) {
            return "down";
        }
        return card.virtual() ? "virtual" : "without address";
    }

    private List<Interfaces.Card> cards() throws BadValue {
        try {
            return interfaces.all();
        } catch (UncheckedIOException e) {
            throw BadValue.because("the network interfaces can't be listed", "an IP address");
        }
    }

    /** The first IPv4 address, else the first IPv6 one that is not just for the link, else (if asked for) that. */
    private static @Nullable String hostOf(Interfaces.Card card, boolean linkLocal) {
        String ipv6 = null;
        String onlyLink = null;
        for (InetAddress address : card.addresses()) {
            boolean link = address.isLinkLocalAddress();
            if (address instanceof Inet4Address && (linkLocal || !link)) {
                return address.getHostAddress();
            }
            if (address instanceof Inet6Address && link && onlyLink == null) {
                onlyLink = address.getHostAddress();
            } else if (address instanceof Inet6Address && !link && ipv6 == null) {
                ipv6 = withoutZone(address.getHostAddress());
            }
        }
        return ipv6 != null ? ipv6 : linkLocal ? onlyLink : null;
    }

    private static String withoutZone(String host) {
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }
}
