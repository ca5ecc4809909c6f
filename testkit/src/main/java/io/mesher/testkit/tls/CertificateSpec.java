package io.mesher.testkit.tls;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate is to say. A new one is a leaf for both sides of TLS, on P-256, valid from a day before {@code now} to 90 days
 * after it. Each method changes one thing and returns this.
 */
public final class CertificateSpec {
    /** An extension beside the usual ones. */
    record Extra(String oid, boolean critical, ASN1Encodable value) {}

    final String subject;
    final List<GeneralName> names = new ArrayList<>();
    final List<KeyPurposeId> purposes =
            new ArrayList<>(List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
    final List<Extra> extras = new ArrayList<>();
    Instant notBefore;
    Instant notAfter;
    KeyType type = KeyType.EC_P256;

    @Nullable KeyPair keys;

    /** Bits of {@link KeyUsage}; 0: no such extension. */
    int usage = KeyUsage.digitalSignature;

    /** -1: no authority; {@link Integer#MAX_VALUE}: one without a limit. */
    int pathLength = -1;

    boolean basicConstraints = true;
    boolean keyIds = true;

    @Nullable String signature;

    /** @param subject "CN=reports,O=Mesher", or empty */
    public CertificateSpec(String subject, Instant now) {
        this.subject = subject;
        notBefore = now.minus(Duration.ofDays(1));
        notAfter = now.plus(Duration.ofDays(90));
    }

    public CertificateSpec dns(String... dnsNames) {
        for (String name : dnsNames) {
            names.add(new GeneralName(GeneralName.dNSName, name));
        }
        return this;
    }

    /** @param literal "127.0.0.1", "::1" */
    public CertificateSpec ip(String literal) {
        names.add(new GeneralName(GeneralName.iPAddress, literal));
        return this;
    }

    public CertificateSpec uri(String... uris) {
        for (String uri : uris) {
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        }
        return this;
    }

    public CertificateSpec valid(Instant from, Instant to) {
        notBefore = from;
        notAfter = to;
        return this;
    }

    public CertificateSpec key(KeyType of) {
        type = of;
        return this;
    }

    /** The keys themselves, for a renewal or a second certificate of the same key. */
    public CertificateSpec keys(KeyPair own) {
        keys = own;
        return this;
    }

    /** The extended key usages, in place of those before; none: no such extension. */
    public CertificateSpec purposes(KeyPurposeId... only) {
        purposes.clear();
        purposes.addAll(List.of(only));
        return this;
    }

    public CertificateSpec serverOnly() {
        return purposes(KeyPurposeId.id_kp_serverAuth);
    }

    public CertificateSpec clientOnly() {
        return purposes(KeyPurposeId.id_kp_clientAuth);
    }

    /** @param bits of {@link KeyUsage}; 0: no such extension */
    public CertificateSpec usage(int bits) {
        usage = bits;
        return this;
    }

    /** An authority, whose path may have so many more authorities; {@link Integer#MAX_VALUE}: any number. */
    public CertificateSpec authority(int maxPathLength) {
        pathLength = maxPathLength;
        usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return purposes();
    }

    public CertificateSpec withoutBasicConstraints() {
        basicConstraints = false;
        return this;
    }

    /** Without the identifiers of its own key and its issuer's. */
    public CertificateSpec withoutKeyIds() {
        keyIds = false;
        return this;
    }

    /** @param algorithm by which the issuer signs: "SHA1withRSA", "RSASSA-PSS/SHA-256" */
    public CertificateSpec signedBy(String algorithm) {
        signature = algorithm;
        return this;
    }

    public CertificateSpec extension(String oid, boolean critical, ASN1Encodable value) {
        extras.add(new Extra(oid, critical, value));
        return this;
    }

    /** An extension that nobody knows. */
    public CertificateSpec unknownCriticalExtension() {
        return extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1").getId(), true, new DERUTF8String("?"));
    }
}
