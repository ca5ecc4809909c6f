package io.mesher.core.tls;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Whom Mesher trusts: the certificates of authorities, and what they have revoked. Immutable; a change makes a new one. */
public final class Trust {
    private final List<X509Certificate> anchors;
    private final List<X509CRL> lists;
    private final Map<X500Principal, List<X509Certificate>> anchorsByName;
    private final Map<X500Principal, List<X509CRL>> listsByIssuer;

    public Trust(List<X509Certificate> anchors, List<X509CRL> lists) {
        this.anchors = anchors.stream().distinct().toList();
        this.lists = List.copyOf(lists);
        Map<X500Principal, List<X509Certificate>> byName = new HashMap<>();
        for (X509Certificate anchor : this.anchors) {
            byName.computeIfAbsent(anchor.getSubjectX500Principal(), name -> new ArrayList<>())
                    .add(anchor);
        }
        Map<X500Principal, List<X509CRL>> byIssuer = new HashMap<>();
        for (X509CRL list : this.lists) {
            byIssuer.computeIfAbsent(list.getIssuerX500Principal(), name -> new ArrayList<>())
                    .add(list);
        }
        byName.replaceAll((name, all) -> List.copyOf(all));
        byIssuer.replaceAll((name, all) -> List.copyOf(all));
        anchorsByName = Map.copyOf(byName);
        listsByIssuer = Map.copyOf(byIssuer);
    }

    public List<X509Certificate> anchors() {
        return anchors;
    }

    public List<X509CRL> lists() {
        return lists;
    }

    /** The trusted certificates with this subject. */
    public List<X509Certificate> anchors(X500Principal subject) {
        return anchorsByName.getOrDefault(subject, List.of());
    }

    /** The revocation lists with this issuer. Their signatures are not yet checked. */
    public List<X509CRL> lists(X500Principal issuer) {
        return listsByIssuer.getOrDefault(issuer, List.of());
    }

    public boolean isAnchor(X509Certificate certificate) {
        return anchors(certificate.getSubjectX500Principal()).contains(certificate);
    }

    /**
     * The lists whose next update is overdue. What they revoke stays revoked, and they refuse nothing else: otherwise a list that
     * nobody renewed would end all calls at one moment. The caller warns of them.
     */
    public List<X509CRL> overdue(Instant now) {
        List<X509CRL> overdue = new ArrayList<>();
        for (X509CRL list : lists) {
            Date next = list.getNextUpdate();
            if (next != null && next.toInstant().isBefore(now)) {
                overdue.add(list);
            }
        }
        return overdue;
    }
}
