package io.mesher.testkit.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Issues certificates and revocation lists. Roots, intermediates and cross-signed ones are all of this class. */
public final class CertificateAuthority {
    private static final String PSS = "RSASSA-PSS/";
    private static final AtomicLong SERIALS = new AtomicLong(1000);

    private final Instant now;
    private final X509Certificate certificate;
    private final KeyPair keys;
    private final KeyType type;

    /** Itself first, without the root; empty for a root. */
    private final List<X509Certificate> chain;

    private CertificateAuthority(Instant now, Issued issued, KeyType type, List<X509Certificate> chain) {
        this.now = now;
        this.certificate = issued.certificate();
        this.keys = issued.keys();
        this.type = type;
        this.chain = List.copyOf(chain);
    }

    /** A root on P-256 that is valid for ten years, and whose certificates are valid at {@code now}. */
    public static CertificateAuthority root(String subject, Instant now) {
        return root(subject, now, spec -> spec);
    }

    public static CertificateAuthority root(String subject, Instant now, UnaryOperator<CertificateSpec> change) {
        CertificateSpec spec = change.apply(years(new CertificateSpec(subject, now).authority(Integer.MAX_VALUE), now));
        KeyPair own = spec.keys != null ? spec.keys : spec.type.newKeys();
        X509Certificate made = sign(spec, own, new X500Principal(subject), own, spec.type, null);
        return new CertificateAuthority(now, new Issued(made, own, List.of()), spec.type, List.of());
    }

    public CertificateAuthority intermediate(String subject) {
        return intermediate(subject, spec -> spec);
    }

    public CertificateAuthority intermediate(String subject, UnaryOperator<CertificateSpec> change) {
        CertificateSpec spec = change.apply(years(new CertificateSpec(subject, now).authority(Integer.MAX_VALUE), now));
        Issued issued = issue(spec);
        return new CertificateAuthority(now, issued, spec.type, issued.chain());
    }

    /** Another certificate for the name and key of {@code other}, signed by this one. */
    public CertificateAuthority crossSign(CertificateAuthority other, UnaryOperator<CertificateSpec> change) {
        return intermediate(
                other.certificate.getSubjectX500Principal().getName(X500Principal.RFC2253),
                spec -> change.apply(spec.key(other.type).keys(other.keys)));
    }

    /** A leaf for {@code CN=name} and the DNS name {@code name}. */
    public Issued leaf(String name) {
        return issue(new CertificateSpec("CN=" + name, now).dns(name));
    }

    public Issued issue(CertificateSpec spec) {
        KeyPair own = spec.keys != null ? spec.keys : spec.type.newKeys();
        X509Certificate made = sign(spec, own, certificate.getSubjectX500Principal(), keys, type, certificate);
        List<X509Certificate> whole = new ArrayList<>();
        whole.add(made);
        whole.addAll(chain);
        return new Issued(made, own, whole);
    }

    /** A certificate that signs itself. */
    public static Issued selfSigned(CertificateSpec spec) {
        KeyPair own = spec.keys != null ? spec.keys : spec.type.newKeys();
        X509Certificate made = sign(spec, own, new X500Principal(spec.subject), own, spec.type, null);
        return new Issued(made, own, List.of(made));
    }

    public CertificateSpec spec(String subject) {
        return new CertificateSpec(subject, now);
    }

    /** Its revocation list of an hour ago, valid for a day more, with all the certificates revoked two hours ago. */
    public X509CRL crl(X509Certificate... revoked) {
        return crl(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)), revoked);
    }

    public X509CRL crl(Instant thisUpdate, Instant nextUpdate, X509Certificate... revoked) {
        return crl(thisUpdate, nextUpdate, list -> {
            for (X509Certificate one : revoked) {
                list.addCRLEntry(
                        one.getSerialNumber(),
                        Date.from(thisUpdate.minus(Duration.ofHours(1))),
                        CRLReason.keyCompromise);
            }
        });
    }

    /** A list that a test fills itself. */
    public X509CRL crl(Instant thisUpdate, Instant nextUpdate, Filling filling) {
        try {
            X509v2CRLBuilder builder =
                    new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            filling.fill(builder);
            return new JcaX509CRLConverter().getCRL(builder.build(signer(type.signature(), keys)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts entries and extensions into a list before it is signed. */
    @FunctionalInterface
    public interface Filling {
        void fill(X509v2CRLBuilder list) throws IOException;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public KeyPair keys() {
        return keys;
    }

    /** What a peer sends along: this certificate and those of its issuers, without the root. */
    public List<X509Certificate> chain() {
        return chain;
    }

    private static CertificateSpec years(CertificateSpec spec, Instant now) {
        return spec.valid(now.minus(Duration.ofDays(365)), now.plus(Duration.ofDays(3650)));
    }

    private static X509Certificate sign(
            CertificateSpec spec,
            KeyPair own,
            X500Principal issuer,
            KeyPair issuerKeys,
            KeyType issuerType,
            @Nullable X509Certificate issuerCertificate) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    X500Name.getInstance(issuer.getEncoded()),
                    BigInteger.valueOf(SERIALS.incrementAndGet()),
                    Date.from(spec.notBefore),
                    Date.from(spec.notAfter),
                    X500Name.getInstance(new X500Principal(spec.subject).getEncoded()),
                    own.getPublic());
            extend(builder, spec, own, issuerKeys, issuerCertificate);
            String algorithm = spec.signature != null ? spec.signature : issuerType.signature();
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(algorithm, issuerKeys)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(spec.subject, e);
        }
    }

    private static void extend(
            X509v3CertificateBuilder builder,
            CertificateSpec spec,
            KeyPair own,
            KeyPair issuerKeys,
            @Nullable X509Certificate issuerCertificate)
            throws GeneralSecurityException, IOException {
        if (spec.basicConstraints) {
            builder.addExtension(Extension.basicConstraints, true, constraints(spec.pathLength));
        }
        if (spec.usage != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(spec.usage));
        }
        if (!spec.purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(spec.purposes.toArray(KeyPurposeId[]::new)));
        }
        if (!spec.names.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    spec.subject.isEmpty(),
                    new GeneralNames(spec.names.toArray(GeneralName[]::new)));
        }
        if (spec.keyIds) {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            AuthorityKeyIdentifier of = issuerCertificate == null
                    ? ids.createAuthorityKeyIdentifier(issuerKeys.getPublic())
                    : new AuthorityKeyIdentifier(ids.createSubjectKeyIdentifier(issuerCertificate.getPublicKey())
                            .getKeyIdentifier());
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(own.getPublic()));
            builder.addExtension(Extension.authorityKeyIdentifier, false, of);
        }
        for (CertificateSpec.Extra extra : spec.extras) {
            builder.addExtension(new ASN1ObjectIdentifier(extra.oid()), extra.critical(), extra.value());
        }
    }

    private static BasicConstraints constraints(int pathLength) {
        return pathLength < 0
                ? new BasicConstraints(false)
                : pathLength == Integer.MAX_VALUE ? new BasicConstraints(true) : new BasicConstraints(pathLength);
    }

    private static ContentSigner signer(String algorithm, KeyPair keys) {
        try {
            return algorithm.startsWith(PSS)
                    ? pss(algorithm.substring(PSS.length())).build(keys.getPrivate())
                    : new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    private static JcaContentSignerBuilder pss(String digest) {
        // BouncyCastle asks for a name that the JDK's provider doesn't know.
        return new JcaContentSignerBuilder(
                        "RSASSA-PSS", new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), 20, 1))
                .setProvider(new BouncyCastleProvider());
    }
}
