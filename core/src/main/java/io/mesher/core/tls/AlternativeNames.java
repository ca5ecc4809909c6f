package io.mesher.core.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The subject alternative names of a certificate, unchecked: a peer chooses them.
 *
 * <p>The JDK reads them, since its check of name constraints reads the same: a second parser that finds other names would let
 * names pass that no constraint was applied to. Names that the JDK can't read count as absent.
 */
public record AlternativeNames(List<String> dns, List<String> uris, List<InetAddress> addresses) {
    private static final AlternativeNames NONE = new AlternativeNames(List.of(), List.of(), List.of());

    // RFC 5280 §4.2.1.6, GeneralName.
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    public AlternativeNames {
        dns = List.copyOf(dns);
        uris = List.copyOf(uris);
        addresses = List.copyOf(addresses);
    }

    public static AlternativeNames of(X509Certificate certificate) {
        Collection<List<?>> all;
        try {
            all = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return NONE;
        }
        if (all == null) {
            return NONE;
        }
        List<String> dns = new ArrayList<>();
        List<String> uris = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (List<?> name : all) {
            if (name.get(0) instanceof Integer kind && name.get(1) instanceof String value) {
                switch (kind) {
                    case DNS -> dns.add(value);
                    case URI -> uris.add(value);
                    case IP -> addAddress(value, addresses);
                    default -> {}
                }
            }
        }
        return new AlternativeNames(dns, uris, addresses);
    }

    public boolean isEmpty() {
        return dns.isEmpty() && uris.isEmpty() && addresses.isEmpty();
    }

    /** All of them as texts, in the order DNS names, URIs, addresses. */
    public List<String> texts() {
        List<String> all = new ArrayList<>(dns);
        all.addAll(uris);
        for (InetAddress address : addresses) {
            all.add(address.getHostAddress());
        }
        return all;
    }

    private static void addAddress(String literal, List<InetAddress> addresses) {
        try {
            addresses.add(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            // An address and mask, which RFC 5280 allows in constraints only, is nobody's address.
        }
    }
}
