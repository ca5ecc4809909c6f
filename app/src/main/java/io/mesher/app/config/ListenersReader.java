package io.mesher.app.config;

import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.HttpConfig;
import io.mesher.core.config.ListenAddress;
import java.net.InetAddress;
import java.util.List;

/** {@code protocols.http} and the admin port. */
final class ListenersReader {
    private final KeyReader reader;
    private final AddressReader addresses;

    ListenersReader(KeyReader reader, Interfaces interfaces) {
        this.reader = reader;
        addresses = new AddressReader(reader, interfaces);
    }

    HttpConfig http() {
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

    AdminConfig admin() {
        ListenAddress listen = addresses.read(Keys.ADMIN_LISTEN, AddressReader.Use.ADMIN);
        boolean configured = listen != null;
        if (listen == null) {
            listen = new ListenAddress("127.0.0.1", 30102, Keys.ADMIN_LISTEN);
        }
        List<String> hosts = reader.list(Keys.ADMIN_HOSTS, new Parsers.Host());
        ListenAddress advertise = addresses.read(Keys.ADMIN_ADVERTISE, AddressReader.Use.ADVERTISE);
        // Asked for first, since a start without one has no need of the parser.
        String token = reader.has(Keys.ADMIN_TOKEN) ? reader.read(Keys.ADMIN_TOKEN, "", new Parsers.AccessToken()) : "";
        return new AdminConfig(reader.bool(Keys.ADMIN_ENABLE, true), listen, advertise, configured, hosts, token);
    }
}
