package io.mesher.core.tls.verify;

import io.mesher.core.tls.Der;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Key identifiers, which say which of several issuers with one name is meant: RFC 5280 §4.2.1.1, §4.2.1.2. Only hints. */
final class KeyIds {
    private static final String AUTHORITY = "2.5.29.35";
    private static final String SUBJECT = "2.5.29.14";

    private KeyIds() {}

    /** Whether both have an identifier, and it is the same. */
    static boolean match(X509Certificate issuer, X509Certificate certificate) {
        byte[] wanted = authority(certificate);
        return wanted != null && Arrays.equals(wanted, subject(issuer));
    }

    /** Whether both have an identifier, and they differ. */
    static boolean differ(X509Certificate issuer, X509Certificate certificate) {
        byte[] wanted = authority(certificate);
        byte[] own = subject(issuer);
        return wanted != null && own != null && !Arrays.equals(wanted, own);
    }

    private static byte @Nullable [] authority(X509Certificate certificate) {
        Der.Value identifier = content(certificate, AUTHORITY);
        Der.Value first = identifier == null ? null : identifier.first();
        return first != null && first.tag() == Der.CONTEXT_0_PRIMITIVE ? first.content() : null;
    }

    private static byte @Nullable [] subject(X509Certificate certificate) {
        Der.Value identifier = content(certificate, SUBJECT);
        return identifier == null ? null : identifier.content();
    }

    /** The value of an extension, which is within an OCTET STRING. */
    private static Der.@Nullable Value content(X509Certificate certificate, String id) {
        byte[] extension = certificate.getExtensionValue(id);
        Der.Value wrapped = extension == null ? null : Der.whole(extension);
        return wrapped == null ? null : wrapped.first();
    }
}
