package io.mesher.core.tls.verify;

import io.mesher.core.tls.ShownCertificate;
import io.mesher.core.tls.Signatures;
import io.mesher.core.tls.Trust;
import io.mesher.core.tls.verify.PeerFault.UnknownIssuer.Ending;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the paths from the peer's certificate to trusted ones, by issuers' names and signatures. The peer's certificate is the
 * first one sent (RFC 8446 §4.4.2); the order of the others doesn't matter, and surplus ones do no harm.
 *
 * <p>A peer can send certificates with equal names that lead anywhere, so the search ends after a number of steps,
 * and earlier after a number of signatures, which take up to some milliseconds each on the event loop.
 */
final class PathSearch {
    static final int MAX_STEPS = 100;
    static final int MAX_SIGNATURES = 20;

    /** More are nobody's honest chain; each is checked as a whole. */
    private static final int MAX_PATHS = 10;

    private final X509Certificate leaf;
    private final List<X509Certificate> others;
    private final Trust trust;
    private final Instant now;
    private final List<CandidatePath> found = new ArrayList<>();
    private final Map<Link, Boolean> signed = new HashMap<>();
    private int steps;
    private @Nullable DeadEnd deepest;

    /**
     * @param sameName an issuer with the right name is there, but with another key
     * @param sameKey and the key's identifiers say that it is the right one
     */
    private record DeadEnd(int length, X509Certificate last, boolean sameName, boolean sameKey) {}

    /** A signature that has been verified, and need not be again on another path. */
    private record Link(X509Certificate issuer, X509Certificate certificate) {}

    PathSearch(List<X509Certificate> sent, Trust trust, Instant now) {
        this.leaf = sent.getFirst();
        LinkedHashSet<X509Certificate> rest = new LinkedHashSet<>(sent);
        rest.remove(leaf);
        rest.removeIf(trust::isAnchor);
        this.others = List.copyOf(rest);
        this.trust = trust;
        this.now = now;
    }

    /** The paths in the order in which they should be tried: those that the key identifiers mean and that are valid now first. */
    List<CandidatePath> paths() {
        if (trust.isAnchor(leaf)) {
            found.add(new CandidatePath(List.of(leaf), leaf));
        }
        extend(List.of(leaf));
        return found;
    }

    /** Why there is no path. */
    PeerFault fault() {
        DeadEnd end = deepest;
        if (end == null || isExhausted()) {
            return new PeerFault.BadChain(
                    ShownCertificate.of(leaf),
                    "no path to a trusted certificate was found among its many possible issuers");
        }
        ShownCertificate last = ShownCertificate.of(end.last);
        if (Signatures.isSelfSigned(end.last)) {
            return end.length == 1
                    ? new PeerFault.SelfSigned(last)
                    : new PeerFault.UnknownIssuer(last, Ending.UNTRUSTED_ROOT);
        }
        if (end.sameKey) {
            return new PeerFault.BadChain(
                    last, "its signature is not valid for the key of its issuer, so it was changed or damaged");
        }
        return new PeerFault.UnknownIssuer(last, end.sameName ? Ending.OTHER_KEY : Ending.MISSING);
    }

    private void extend(List<X509Certificate> path) {
        X509Certificate last = path.getLast();
        boolean extended = false;
        boolean sameName = false;
        boolean sameKey = false;
        for (X509Certificate issuer : issuers(last)) {
            if (contains(path, issuer)) {
                continue;
            }
            if (isSigned(last, issuer)) {
                extended = true;
                follow(path, issuer);
            } else {
                sameName = true;
                sameKey |= KeyIds.match(issuer, last);
            }
        }
        if (!extended && (deepest == null || path.size() > deepest.length)) {
            deepest = new DeadEnd(path.size(), last, sameName, sameKey);
        }
    }

    /** A trusted certificate ends a path, but the path may also lead through it to its own issuer. */
    private void follow(List<X509Certificate> path, X509Certificate issuer) {
        boolean trusted = trust.isAnchor(issuer);
        if (trusted) {
            found.add(new CandidatePath(path, issuer));
        }
        if (!trusted || !issuer.getSubjectX500Principal().equals(issuer.getIssuerX500Principal())) {
            List<X509Certificate> longer = new ArrayList<>(path);
            longer.add(issuer);
            extend(longer);
        }
    }

    private boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        if (isExhausted()) {
            return false;
        }
        steps++;
        return signed.computeIfAbsent(
                new Link(issuer, certificate), link -> Signatures.isSignedBy(certificate, issuer.getPublicKey()));
    }

    private boolean isExhausted() {
        return steps >= MAX_STEPS || signed.size() >= MAX_SIGNATURES || found.size() >= MAX_PATHS;
    }

    /** The certificates with the name of the issuer: trusted ones first, and of each kind the best first. */
    private List<X509Certificate> issuers(X509Certificate certificate) {
        List<X509Certificate> issuers = new ArrayList<>(trust.anchors(certificate.getIssuerX500Principal()));
        rank(issuers, certificate);
        List<X509Certificate> sent = new ArrayList<>();
        for (X509Certificate other : others) {
            if (other.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                sent.add(other);
            }
        }
        rank(sent, certificate);
        issuers.addAll(sent);
        return issuers;
    }

    private void rank(List<X509Certificate> candidates, X509Certificate certificate) {
        if (candidates.size() > 1) {
            candidates.sort(Comparator.comparingInt(candidate -> rank(candidate, certificate)));
        }
    }

    private int rank(X509Certificate candidate, X509Certificate certificate) {
        int rank = KeyIds.differ(candidate, certificate) ? 2 : 0;
        return PathDates.isValid(candidate, now) ? rank : rank + 1;
    }

    /** Also if it is another certificate of the same name and key, which would only make a detour. */
    private static boolean contains(List<X509Certificate> path, X509Certificate candidate) {
        for (X509Certificate one : path) {
            if (one.getSubjectX500Principal().equals(candidate.getSubjectX500Principal())
                    && one.getPublicKey().equals(candidate.getPublicKey())) {
                return true;
            }
        }
        return false;
    }
}
