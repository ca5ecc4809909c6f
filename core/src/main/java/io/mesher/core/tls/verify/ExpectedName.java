package io.mesher.core.tls.verify;

import io.mesher.core.tls.AlternativeNames;
import io.mesher.core.tls.SpiffeId;
import io.mesher.core.tls.SpiffePattern;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which name the peer's certificate must have. Only its alternative names count, never the CN of its subject. */
public sealed interface ExpectedName {
    /** @param id the identity of the certificate, null if it has none */
    boolean isAmong(AlternativeNames names, @Nullable SpiffeId id);

    /** For messages: "reports.shop". */
    String text();

    /** The name by which a caller addresses a server: a DNS name, or an address of four numbers or with colons. */
    static ExpectedName host(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean address = bare.indexOf(':') >= 0 || isFourNumbers(bare);
        if (address && bare.indexOf('%') < 0) {
            try {
                return new Ip(InetAddress.ofLiteral(bare));
            } catch (IllegalArgumentException e) {
                // No address then, and no certificate has such a DNS name either.
                return new Dns(host);
            }
        }
        return new Dns(host);
    }

    /** Any: the chain alone decides, as for the clients of a server. */
    record Any() implements ExpectedName {
        @Override
        public boolean isAmong(AlternativeNames names, @Nullable SpiffeId id) {
            return true;
        }

        @Override
        public String text() {
            return "any name";
        }
    }

    /** @param name a host, or the name of a service; in A-labels (xn--) if it is international */
    record Dns(String name) implements ExpectedName {
        @Override
        public boolean isAmong(AlternativeNames names, @Nullable SpiffeId id) {
            for (String presented : names.dns()) {
                if (DnsNames.matches(presented, name)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String text() {
            return name;
        }
    }

    record Ip(InetAddress address) implements ExpectedName {
        @Override
        public boolean isAmong(AlternativeNames names, @Nullable SpiffeId id) {
            return names.addresses().contains(address);
        }

        @Override
        public String text() {
            return address.getHostAddress();
        }
    }

    /** One of several names. */
    record OneOf(List<ExpectedName> names) implements ExpectedName {
        public OneOf {
            names = List.copyOf(names);
        }

        @Override
        public boolean isAmong(AlternativeNames presented, @Nullable SpiffeId id) {
            for (ExpectedName name : names) {
                if (name.isAmong(presented, id)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String text() {
            return String.join(" or ", names.stream().map(ExpectedName::text).toList());
        }
    }

    /** A valid SPIFFE ID of this trust domain. */
    record TrustDomain(String domain) implements ExpectedName {
        @Override
        public boolean isAmong(AlternativeNames names, @Nullable SpiffeId id) {
            return id != null && id.trustDomain().equals(domain);
        }

        @Override
        public String text() {
            return "a SPIFFE ID of the trust domain " + domain;
        }
    }

    /** A valid SPIFFE ID that matches. */
    record Spiffe(SpiffePattern pattern) implements ExpectedName {
        @Override
        public boolean isAmong(AlternativeNames names, @Nullable SpiffeId id) {
            return id != null && pattern.matches(id);
        }

        @Override
        public String text() {
            return pattern.text();
        }
    }

    /** {@link InetAddress#ofLiteral} takes "1" and "1.2" too, which can be the names of services. */
    private static boolean isFourNumbers(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
