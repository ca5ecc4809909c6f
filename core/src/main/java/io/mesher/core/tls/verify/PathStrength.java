package io.mesher.core.tls.verify;

import io.mesher.core.tls.KeyKind;
import io.mesher.core.tls.ShownCertificate;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and signatures that can be forged. */
final class PathStrength {
    private PathStrength() {}

    /** The signature of a trusted certificate proves nothing, so only its key counts. */
    static @Nullable PeerFault fault(CandidatePath path) {
        List<X509Certificate> whole = path.whole();
        for (int i = 0; i < whole.size(); i++) {
            X509Certificate certificate = whole.get(i);
            if (KeyKind.of(certificate.getPublicKey()) == null) {
                return weak(path, i, "has " + KeyKind.describe(certificate.getPublicKey()));
            }
            boolean trusted = certificate.equals(path.anchor());
            if (!trusted && isWeak(certificate.getSigAlgName())) {
                return weak(path, i, "is signed by " + ShownCertificate.safe(certificate.getSigAlgName()));
            }
        }
        return null;
    }

    private static PeerFault weak(CandidatePath path, int index, String what) {
        X509Certificate certificate = path.whole().get(index);
        return new PeerFault.WeakKey(ShownCertificate.of(certificate), path.place(index), what);
    }

    /** The JDK's names: "MD2withRSA", "MD5withRSA", "SHA1withRSA", "SHA1withECDSA". */
    private static boolean isWeak(String algorithm) {
        return algorithm.startsWith("MD") || algorithm.startsWith("SHA1with") || algorithm.startsWith("SHA-1with");
    }
}
