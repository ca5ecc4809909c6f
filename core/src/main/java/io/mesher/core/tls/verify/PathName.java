package io.mesher.core.tls.verify;

import io.mesher.core.tls.AlternativeNames;
import io.mesher.core.tls.PeerIdentity;
import io.mesher.core.tls.ShownCertificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the peer's certificate has the expected name. */
final class PathName {
    private static final int MAX_SHOWN = 10;

    private PathName() {}

    static @Nullable PeerFault fault(X509Certificate leaf, PeerIdentity identity, ExpectedName expected) {
        AlternativeNames names = AlternativeNames.of(leaf);
        if (expected.isAmong(names, identity.spiffeId())) {
            return null;
        }
        List<String> shown = new ArrayList<>();
        List<String> texts = names.texts();
        for (String text : texts.subList(0, Math.min(texts.size(), MAX_SHOWN))) {
            shown.add(ShownCertificate.safe(text));
        }
        if (texts.size() > MAX_SHOWN) {
            shown.add("and " + (texts.size() - MAX_SHOWN) + " more");
        }
        boolean hasCommonName = leaf.getSubjectX500Principal().getName().contains("CN=");
        return new PeerFault.WrongName(
                ShownCertificate.of(leaf), shown, ShownCertificate.safe(expected.text()), hasCommonName);
    }
}
