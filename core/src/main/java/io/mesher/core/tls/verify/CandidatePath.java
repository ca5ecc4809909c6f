package io.mesher.core.tls.verify;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A path whose names and signatures fit, and that ends at a trusted certificate; nothing else of it has been checked.
 *
 * @param certificates the peer's certificate first, without the anchor unless that is the peer's certificate itself
 */
record CandidatePath(List<X509Certificate> certificates, X509Certificate anchor) {
    CandidatePath {
        certificates = List.copyOf(certificates);
    }

    X509Certificate leaf() {
        return certificates.getFirst();
    }

    /** Whether the peer's certificate is trusted itself. */
    boolean isPinned() {
        return leaf().equals(anchor);
    }

    /** From the peer's certificate to the anchor, both included. */
    List<X509Certificate> whole() {
        if (isPinned()) {
            return certificates;
        }
        List<X509Certificate> whole = new ArrayList<>(certificates);
        whole.add(anchor);
        return whole;
    }

    /** Of the certificate at {@code index} in {@link #whole}. */
    Place place(int index) {
        if (index == 0) {
            return Place.LEAF;
        }
        return index < certificates.size() ? Place.INTERMEDIATE : Place.ANCHOR;
    }
}
