package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.source.Entry;
import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.HttpConfig;
import io.mesher.core.config.ListenAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** {@code protocols.http} and the admin port. */
public final class ListenersReader {
    private final KeyReader reader;
    private final AddressReader addresses;

    public ListenersReader(KeyReader reader, Interfaces interfaces) {
        this.reader = reader;
        addresses = new AddressReader(reader, interfaces);
    }

    public HttpConfig http() {
        ListenAddress listen = addresses.read(Keys.HTTP_LISTEN, AddressReader.Use.PROXY);
        ListenAddress advertise = addresses.read(Keys.HTTP_ADVERTISE, AddressReader.Use.ADVERTISE);
        if (listen == null) {
            Entry entry = reader.keys().find(Keys.HTTP_ADVERTISE);
            if (entry != null && !reader.has(Keys.HTTP_LISTEN)) {
                reader.problems()
                        .error(
                                entry.place(),
                                entry.written(),
                                "without listenAddress (expected: " + Keys.HTTP_LISTEN + ", the address to listen on)");
            }
            return new HttpConfig(new ListenAddress("127.0.0.1", 30101, Keys.HTTP_LISTEN), null, advertise);
        }
        InetAddress address = IpLiteral.parse(listen.host());
        boolean ipv6 = listen.host().indexOf(':') >= 0;
        if (listen.host().equals("127.0.0.1") || (ipv6 && address != null && address.isLoopbackAddress())) {
            return new HttpConfig(listen, null, advertise);
        }
        ListenAddress outgoing = new ListenAddress(ipv6 ? "::1" : "127.0.0.1", listen.port(), listen.key());
        return new HttpConfig(outgoing, listen, advertise);
    }

    public AdminConfig admin() {
        ListenAddress listen = addresses.read(Keys.ADMIN_LISTEN, AddressReader.Use.ADMIN);
        boolean configured = listen != null;
        if (listen == null) {
            listen = new ListenAddress("127.0.0.1", 30102, Keys.ADMIN_LISTEN);
        }
        List<String> hosts = reader.list(Keys.ADMIN_HOSTS, new Host());
        ListenAddress advertise = addresses.read(Keys.ADMIN_ADVERTISE, AddressReader.Use.ADVERTISE);
        // Asked for first, since a start without one has no need of the parser.
        String token = reader.has(Keys.ADMIN_TOKEN) ? reader.read(Keys.ADMIN_TOKEN, "", new AccessToken()) : "";
        return new AdminConfig(
                reader.bool(Keys.ADMIN_ENABLE, true),
                listen,
                advertise,
                configured,
                hosts,
                token,
                reader.bool(Keys.READY_REGISTRY, false));
    }

    /** What a client can send after {@code Bearer} (RFC 6750 §2.1), too long to be guessed. */
    private record AccessToken() implements Parser<String> {
        private static final int MIN = 16;
        private static final int MAX = 512;

        @Override
        public String parse(String text) throws BadValue {
            boolean fits = text.length() >= MIN && text.length() <= MAX;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                fits &= (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || "-._~+/=".indexOf(c) >= 0;
            }
            if (!fits) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return MIN + " to " + MAX
                    + " of the characters A-Z a-z 0-9 - . _ ~ + / =, such as openssl rand -hex 32 prints";
        }
    }

    private record Host() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!Names.isHost(text) && IpLiteral.parse(text) == null) {
                throw BadValue.expected(expected());
            }
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        public String expected() {
            return "a host name or an IP address, without a port";
        }
    }
}
