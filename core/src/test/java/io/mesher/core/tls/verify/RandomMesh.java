package io.mesher.core.tls.verify;

import io.mesher.core.tls.Trust;
import io.mesher.testkit.tls.CertificateAuthority;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A few roots, each of which may have certificates from others, some of them expired; a leaf of one; some of all that is sent, some
 * roots that are trusted. It knows who issued what, and needs no signature to say whether there is a path.
 */
final class RandomMesh {
    static final int AUTHORITIES = 4;

    private final List<X509Certificate> sent = new ArrayList<>();
    private final List<X509Certificate> anchors = new ArrayList<>();

    /** By authority: the authorities of whose key it has a certificate that is sent and valid. */
    private final Map<Integer, Set<Integer>> issuers = new HashMap<>();

    private final Set<Integer> trusted = new HashSet<>();
    private final int leafIssuer;

    RandomMesh(Random random, List<KeyPair> keys, Instant now) {
        List<CertificateAuthority> all = new ArrayList<>();
        for (int i = 0; i < AUTHORITIES; i++) {
            KeyPair own = keys.get(i);
            all.add(CertificateAuthority.root("CN=" + i, now, spec -> spec.keys(own)));
            issuers.put(i, new HashSet<>());
        }
        leafIssuer = random.nextInt(AUTHORITIES);
        sent.add(all.get(leafIssuer).leaf("leaf").certificate());
        for (int subject = 0; subject < AUTHORITIES; subject++) {
            for (int issuer = 0; issuer < AUTHORITIES; issuer++) {
                if (issuer != subject && random.nextInt(3) == 0) {
                    boolean expired = random.nextInt(3) == 0;
                    sent.add(all.get(issuer)
                            .crossSign(
                                    all.get(subject),
                                    spec -> expired
                                            ? spec.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)))
                                            : spec)
                            .certificate());
                    if (!expired) {
                        issuers.get(subject).add(issuer);
                    }
                }
            }
            if (random.nextInt(5) == 0) {
                anchors.add(all.get(subject).certificate());
                trusted.add(subject);
            } else if (random.nextBoolean()) {
                sent.add(all.get(subject).certificate());
            }
        }
    }

    /** The peer's certificate first. */
    List<X509Certificate> sent() {
        return sent;
    }

    Trust trust() {
        return new Trust(anchors, List.of());
    }

    boolean hasPath() {
        Set<Integer> reached = new HashSet<>(Set.of(leafIssuer));
        List<Integer> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            int authority = open.removeLast();
            if (trusted.contains(authority)) {
                return true;
            }
            for (int next : issuers.get(authority)) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }
}
