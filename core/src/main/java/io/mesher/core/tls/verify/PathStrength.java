package io.mesher.core.tls.verify;

import io.mesher.core.tls.KeyKind;
import io.mesher.core.tls.ShownCertificate;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
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
            if (!trusted && !isStrong(certificate)) {
                return weak(path, i, "is signed by " + ShownCertificate.safe(certificate.getSigAlgName()));
            }
        }
        return null;
    }

    private static PeerFault weak(CandidatePath path, int index, String what) {
        X509Certificate certificate = path.whole().get(index);
        return new PeerFault.WeakKey(ShownCertificate.of(certificate), path.place(index), what);
    }

    /** By the JDK's names: "SHA256withRSA", "SHA384withECDSA", "SHA3-256withRSA", "Ed25519", "RSASSA-PSS". */
    private static boolean isStrong(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName();
        return algorithm.startsWith("SHA256with")
                || algorithm.startsWith("SHA384with")
                || algorithm.startsWith("SHA512with")
                || algorithm.startsWith("SHA3-")
                || algorithm.equals("Ed25519")
                || (algorithm.equals("RSASSA-PSS") && isStrongPss(certificate.getSigAlgParams()));
    }

    /** RSASSA-PSS names its digest in its parameters; that of absent ones is SHA-1 (RFC 8017 A.2.3). */
    private static boolean isStrongPss(byte @Nullable [] encoded) {
        if (encoded == null) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            String digest = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
            return digest.equals("SHA-256") || digest.equals("SHA-384") || digest.equals("SHA-512");
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }
}
