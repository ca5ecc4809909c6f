package io.mesher.core.tls;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code X-Forwarded-Client-Cert} as Envoy writes it with {@code SANITIZE_SET}, for a caller whose certificate was
 * verified. The application trusts it, so nothing that the certificate says may look like another element: values are quoted where
 * they have more than the characters of a name, and everything is printable ASCII.
 *
 * <p>It differs from Envoy in this: {@code URI} has the SPIFFE ID only, and is left out if the certificate has several URIs.
 */
public final class ForwardedClientCert {
    public static final String NAME = "X-Forwarded-Client-Cert";

    // So that no certificate makes a head that the application refuses.
    private static final int MAX_SUBJECT_CHARS = 1024;
    private static final int MAX_DNS_NAMES = 32;
    private static final int MAX_DNS_CHARS = 253;

    private ForwardedClientCert() {}

    /**
     * Made once per connection.
     *
     * @param own this Mesher's SPIFFE ID, if it has one
     */
    public static String value(X509Certificate caller, PeerIdentity identity, @Nullable SpiffeId own) {
        StringBuilder value = new StringBuilder(256);
        if (own != null) {
            value.append("By=").append(own.text()).append(';');
        }
        value.append("Hash=").append(HexFormat.of().formatHex(ShownCertificate.sha256(caller)));
        String subject = ShownCertificate.fullName(caller.getSubjectX500Principal());
        // RFC 2253 has escaped quotes and backslashes already.
        value.append(";Subject=\"")
                .append(subject.length() <= MAX_SUBJECT_CHARS ? subject : "")
                .append('"');
        SpiffeId id = identity.spiffeId();
        if (id != null) {
            value.append(";URI=").append(id.text());
        }
        appendDns(value, identity.dns());
        return value.toString();
    }

    private static void appendDns(StringBuilder value, List<String> names) {
        int count = Math.min(names.size(), MAX_DNS_NAMES);
        for (int i = 0; i < count; i++) {
            if (names.get(i).length() <= MAX_DNS_CHARS) {
                appendQuoted(value.append(";DNS="), names.get(i));
            }
        }
    }

    private static void appendQuoted(StringBuilder value, String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length() && plain; i++) {
            plain = SpiffeId.isPlain(text.charAt(i)) || text.charAt(i) == '*';
        }
        if (plain) {
            value.append(text);
            return;
        }
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        value.append('"').append(ShownCertificate.safe(escaped)).append('"');
    }
}
