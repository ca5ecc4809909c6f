package io.mesher.core.tls.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.SpiffeId;
import io.mesher.core.tls.SpiffePattern;
import io.mesher.core.tls.Trust;
import io.mesher.core.tls.verify.PeerFault.UnknownIssuer.Ending;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.CertificateSpec;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.KeyType;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One cause each. */
class PeerVerifierTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.5Z");
    private static final Instant PAST = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2026-07-01T00:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final CertificateAuthority RSA_ROOT =
            CertificateAuthority.root("CN=RSA root", NOW, spec -> spec.key(KeyType.RSA_2048));
    private static final CertificateAuthority BETWEEN = ROOT.intermediate("CN=Between");
    private static final Trust TRUST = trust(ROOT.certificate());
    private static final Expectation REPORTS = Expectation.server(new ExpectedName.Dns("reports"));

    @Test
    void acceptsAChainWithTheExpectedName() {
        Issued leaf = BETWEEN.leaf("reports");
        PeerVerdict.Accepted accepted = accepted(verify(leaf.chain(), REPORTS));
        assertThat(accepted.path()).containsExactly(leaf.certificate(), BETWEEN.certificate(), ROOT.certificate());
        assertThat(accepted.identity().dns()).containsExactly("reports");
        assertThat(accepted.from()).isEqualTo(leaf.certificate().getNotBefore().toInstant());
        assertThat(accepted.until()).isEqualTo(leaf.certificate().getNotAfter().toInstant());
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "ED25519"})
    void acceptsEachUsableKindOfKey(KeyType type) {
        CertificateAuthority root = CertificateAuthority.root("CN=R", NOW, spec -> spec.key(type));
        Issued leaf = root.issue(root.spec("CN=a").dns("reports").key(type));
        accepted(PeerVerifier.verify(leaf.chain(), trust(root.certificate()), REPORTS, NOW));
    }

    @Test
    void acceptsRsa() {
        Issued leaf = RSA_ROOT.issue(RSA_ROOT.spec("CN=a").dns("reports").keys(RSA_ROOT.keys()));
        accepted(PeerVerifier.verify(leaf.chain(), trust(RSA_ROOT.certificate()), REPORTS, NOW));
    }

    @Test
    void acceptsRsaPss() {
        Issued leaf = RSA_ROOT.issue(RSA_ROOT.spec("CN=a").dns("reports").signedBy("RSASSA-PSS/SHA-256"));
        accepted(PeerVerifier.verify(leaf.chain(), trust(RSA_ROOT.certificate()), REPORTS, NOW));
    }

    @Test
    void refusesRsaKeysThatTakeLong() throws GeneralSecurityException {
        RSAPublicKey usual = (RSAPublicKey) RSA_ROOT.keys().getPublic();
        BigInteger exponent = usual.getModulus().shiftRight(1).setBit(0);
        PublicKey slow =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(usual.getModulus(), exponent));
        Issued leaf = leaf(spec -> spec.keys(new KeyPair(slow, RSA_ROOT.keys().getPrivate())));
        assertThat(fault(verify(leaf.chain(), REPORTS)).cause())
                .endsWith(" has an RSA key of 2048 bits and an exponent of more than 33.");
        CertificateAuthority authority = ROOT.intermediate(
                "CN=Slow",
                spec -> spec.keys(new KeyPair(slow, RSA_ROOT.keys().getPrivate()))
                        .key(KeyType.RSA_2048));
        assertThat(fault(verify(authority.leaf("reports").chain(), REPORTS)).code())
                .isEqualTo("tls.bad.chain");
    }

    @Test
    void acceptsTheIdentityOfAClientWithAnyName() {
        Issued leaf =
                BETWEEN.issue(ROOT.spec("").uri("spiffe://mesh.test/reports").clientOnly());
        assertThat(accepted(verify(leaf.chain(), Expectation.client()))
                        .identity()
                        .spiffeId())
                .isEqualTo(SpiffeId.parse("spiffe://mesh.test/reports"));
    }

    @Test
    void wantsACertificate() {
        PeerFault fault = fault(verify(List.of(), Expectation.client()));
        assertThat(fault.code()).isEqualTo("tls.no.certificate");
        assertThat(fault.alert()).isEqualTo(116);
        assertThat(fault.text())
                .isEqualTo("The peer sent no certificate, but one for clientAuth is demanded. "
                        + "Configure the peer with a certificate and its key.");
    }

    @Test
    void saysWhenACertificateExpired() {
        Issued leaf = leaf(spec -> spec.valid(PAST.minus(Duration.ofDays(1)), PAST));
        PeerFault fault = fault(verify(leaf.chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.expired");
        assertThat(fault.alert()).isEqualTo(45);
        assertThat(fault.text())
                .isEqualTo("The peer's certificate CN=reports (issuer CN=Between, serial " + serial(leaf)
                        + ") expired at 2026-05-01T00:00:00Z; it is 2026-06-01T12:00:00Z now. "
                        + "Renew the peer's certificate. If it should still be valid, check this machine's clock.");
    }

    @Test
    void takesBothEndsOfTheValidityAsWithin() {
        Issued leaf = leaf(spec -> spec.valid(PAST, FUTURE));
        accepted(PeerVerifier.verify(leaf.chain(), TRUST, REPORTS, PAST));
        accepted(PeerVerifier.verify(leaf.chain(), TRUST, REPORTS, FUTURE));
        assertThat(fault(PeerVerifier.verify(leaf.chain(), TRUST, REPORTS, FUTURE.plusMillis(1)))
                        .code())
                .isEqualTo("tls.expired");
        assertThat(fault(PeerVerifier.verify(leaf.chain(), TRUST, REPORTS, PAST.minusMillis(1)))
                        .code())
                .isEqualTo("tls.not.yet.valid");
    }

    @Test
    void saysFromWhenACertificateIsValid() {
        PeerFault fault = fault(
                verify(leaf(spec -> spec.valid(FUTURE, FUTURE.plusSeconds(9))).chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.not.yet.valid");
        assertThat(fault.alert()).isEqualTo(45);
        assertThat(fault.text())
                .contains(" is valid only from 2026-07-01T00:00:00Z; it is 2026-06-01T12:00:00Z now. Check");
    }

    @Test
    void countsTheDatesOfIntermediatesAndOfTrustedCertificates() {
        CertificateAuthority old = ROOT.intermediate("CN=Old", spec -> spec.valid(PAST.minusSeconds(9), PAST));
        assertThat(fault(verify(old.leaf("reports").chain(), REPORTS)))
                .isInstanceOfSatisfying(PeerFault.Expired.class, fault -> {
                    assertThat(fault.place()).isEqualTo(Place.INTERMEDIATE);
                    assertThat(fault.certificate().subject()).isEqualTo("CN=Old");
                });
        CertificateAuthority oldRoot =
                CertificateAuthority.root("CN=Old root", NOW, spec -> spec.valid(PAST.minusSeconds(9), PAST));
        assertThat(fault(PeerVerifier.verify(
                        oldRoot.leaf("reports").chain(), trust(oldRoot.certificate()), REPORTS, NOW)))
                .isInstanceOfSatisfying(
                        PeerFault.Expired.class,
                        fault -> assertThat(fault.place()).isEqualTo(Place.ANCHOR));
    }

    @Test
    void namesTheIssuerThatIsNeitherTrustedNorSent() {
        Issued leaf = BETWEEN.leaf("reports");
        PeerFault fault = fault(verify(List.of(leaf.certificate()), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.unknown.issuer");
        assertThat(fault.alert()).isEqualTo(48);
        assertThat(fault.text())
                .isEqualTo("The issuer CN=Between of the certificate CN=reports (issuer CN=Between, serial "
                        + serial(leaf)
                        + ") is neither trusted nor sent along. If the issuer is an intermediate, let the peer "
                        + "send it with its certificate; otherwise add it to the trusted certificates.");
    }

    @Test
    void namesTheMissingIssuerAtTheEndOfTheLongestPath() {
        CertificateAuthority strange =
                CertificateAuthority.root("CN=Strange", NOW).intermediate("CN=Middle");
        assertThat(fault(verify(strange.leaf("reports").chain(), REPORTS)))
                .isInstanceOfSatisfying(PeerFault.UnknownIssuer.class, fault -> {
                    assertThat(fault.last().issuer()).isEqualTo("CN=Strange");
                    assertThat(fault.ending()).isEqualTo(Ending.MISSING);
                });
    }

    @Test
    void namesARootThatIsSentButNotTrusted() {
        CertificateAuthority strange = CertificateAuthority.root("CN=Strange", NOW);
        List<X509Certificate> sent = List.of(strange.leaf("reports").certificate(), strange.certificate());
        assertThat(fault(verify(sent, REPORTS)).text())
                .isEqualTo("The chain ends at the root CN=Strange, which is not trusted. "
                        + "If the peer is to be trusted, add this root to the trusted certificates.");
    }

    @Test
    void noticesAnAuthorityThatWasMadeAgain() {
        CertificateAuthority again = CertificateAuthority.root("CN=Root", NOW);
        PeerFault fault = fault(verify(again.leaf("reports").chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.unknown.issuer");
        assertThat(fault.text()).contains("that one has another key", "made again under the same name");
    }

    @Test
    void noticesAChangedCertificate() throws Exception {
        byte[] changed = ROOT.leaf("reports").certificate().getEncoded();
        changed[changed.length - 2] ^= 1;
        X509Certificate certificate = (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(changed));
        assertThat(fault(verify(List.of(certificate), REPORTS)))
                .isInstanceOfSatisfying(
                        PeerFault.BadChain.class,
                        fault -> assertThat(fault.detail()).contains("changed or damaged"));
    }

    @Test
    void reportsAnUntrustedSelfSignedCertificate() {
        Issued leaf = CertificateAuthority.selfSigned(new CertificateSpec("CN=reports", NOW).dns("reports"));
        PeerFault fault = fault(verify(leaf.chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.self.signed");
        assertThat(fault.alert()).isEqualTo(48);
        assertThat(fault.text()).contains("is signed by itself and not trusted");
    }

    @Test
    void acceptsATrustedPeerCertificateWhoeverSignedIt() {
        Issued self = CertificateAuthority.selfSigned(new CertificateSpec("CN=reports", NOW)
                .dns("reports")
                .authority(0)
                .usage(KeyUsage.digitalSignature));
        assertThat(accepted(PeerVerifier.verify(self.chain(), trust(self.certificate()), REPORTS, NOW))
                        .path())
                .containsExactly(self.certificate());
        Issued leaf = BETWEEN.leaf("reports");
        accepted(PeerVerifier.verify(List.of(leaf.certificate()), trust(leaf.certificate()), REPORTS, NOW));
        assertThat(fault(PeerVerifier.verify(
                                self.chain(),
                                trust(self.certificate()),
                                Expectation.server(new ExpectedName.Dns("other")),
                                NOW))
                        .code())
                .isEqualTo("tls.wrong.name");
    }

    @Test
    void doesNotAcceptWhatATrustedPeerCertificateIssued() {
        Issued pinned = ROOT.issue(ROOT.spec("CN=pinned").dns("pinned"));
        CertificateAuthority pretender =
                ROOT.intermediate("CN=pinned", spec -> spec.authority(-1).usage(KeyUsage.digitalSignature));
        PeerFault fault = fault(PeerVerifier.verify(
                pretender.leaf("reports").chain(), trust(pretender.certificate(), pinned.certificate()), REPORTS, NOW));
        assertThat(fault.code()).isEqualTo("tls.bad.chain");
        assertThat(fault.text()).contains("it is trusted, but it is not the certificate of an authority");
    }

    @Test
    void namesTheNamesFoundAndTheOneExpected() {
        Issued leaf =
                BETWEEN.issue(ROOT.spec("CN=reports").dns("a.test", "b.test").ip("10.0.0.1"));
        PeerFault fault = fault(verify(leaf.chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.wrong.name");
        assertThat(fault.alert()).isEqualTo(42);
        assertThat(fault.cause()).endsWith(" is for a.test, b.test, 10.0.0.1; expected: reports.");
    }

    @Test
    void neverTakesTheCommonName() {
        PeerFault fault = fault(verify(BETWEEN.issue(ROOT.spec("CN=reports")).chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.wrong.name");
        assertThat(fault.text()).contains("is for no alternative name at all", "the CN of the subject doesn't count");
    }

    @Test
    void showsOnlySomeOfManyNamesAndNothingButAscii() {
        String[] names = new String[30];
        java.util.Arrays.setAll(names, i -> "n" + i + "\n");
        assertThat(fault(verify(BETWEEN.issue(ROOT.spec("CN=a").dns(names)).chain(), REPORTS))
                        .text())
                .matches("[ -~]*")
                .contains("n0\\0A", "n9\\0A", "and 20 more")
                .doesNotContain("n10");
    }

    @Test
    void demandsASpiffeIdWhereOneIsExpected() {
        Expectation expected =
                Expectation.client(new ExpectedName.Spiffe(SpiffePattern.parse("spiffe://mesh.test/ns/*/sa/reports")));
        accepted(verify(
                leaf(spec -> spec.uri("spiffe://mesh.test/ns/shop/sa/reports")).chain(), expected));
        assertThat(fault(verify(
                                leaf(spec -> spec.uri("spiffe://mesh.test/ns/shop/sa/other"))
                                        .chain(),
                                expected))
                        .cause())
                .contains("spiffe://mesh.test/ns/shop/sa/other", "expected: spiffe://mesh.test/ns/*/sa/reports");
        Issued two = leaf(spec -> spec.uri("spiffe://mesh.test/ns/shop/sa/reports", "spiffe://mesh.test/b"));
        assertThat(fault(verify(two.chain(), expected)).code()).isEqualTo("tls.wrong.name");
    }

    @Test
    void tellsServersFromClients() {
        PeerFault fault = fault(verify(leaf(CertificateSpec::clientOnly).chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.wrong.purpose");
        assertThat(fault.alert()).isEqualTo(43);
        assertThat(fault.cause())
                .endsWith(" may not be used for serverAuth: it has only the extended key usage clientAuth.");
        assertThat(fault(verify(leaf(CertificateSpec::serverOnly).chain(), Expectation.client()))
                        .code())
                .isEqualTo("tls.wrong.purpose");
        accepted(verify(leaf(CertificateSpec::serverOnly).chain(), REPORTS));
        accepted(verify(leaf(spec -> spec.purposes()).chain(), REPORTS));
        accepted(verify(
                leaf(spec -> spec.purposes(KeyPurposeId.anyExtendedKeyUsage)).chain(), REPORTS));
    }

    @Test
    void appliesTheUsagesOfIntermediatesToWhatTheyIssue() {
        CertificateAuthority clients = ROOT.intermediate("CN=Clients", CertificateSpec::clientOnly);
        assertThat(fault(verify(clients.leaf("reports").chain(), REPORTS)))
                .isInstanceOfSatisfying(
                        PeerFault.WrongPurpose.class,
                        fault -> assertThat(fault.place()).isEqualTo(Place.INTERMEDIATE));
        accepted(verify(clients.leaf("reports").chain(), Expectation.client()));
    }

    @Test
    void demandsThatTheKeyMaySign() {
        assertThat(fault(verify(
                                leaf(spec -> spec.usage(KeyUsage.keyEncipherment))
                                        .chain(),
                                REPORTS))
                        .text())
                .contains("a key usage without digitalSignature");
        accepted(verify(leaf(spec -> spec.usage(0)).chain(), REPORTS));
    }

    @Test
    void refusesWeakKeysAndSignatures() {
        PeerFault fault = fault(verify(leaf(spec -> spec.key(KeyType.RSA_1024)).chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.weak.key");
        assertThat(fault.alert()).isEqualTo(42);
        assertThat(fault.cause()).endsWith(" has an RSA key of 1024 bits.");
        assertThat(fault(verify(leaf(spec -> spec.key(KeyType.ED448)).chain(), REPORTS))
                        .cause())
                .endsWith(" has a key of the kind Ed448.");
        assertThat(fault(verify(leaf(spec -> spec.signedBy("SHA1withECDSA")).chain(), REPORTS))
                        .cause())
                .endsWith(" is signed by SHA1withECDSA.");
        for (String weak : new String[] {"SHA1withRSA", "MD5withRSA", "RSASSA-PSS/SHA-1"}) {
            Issued leaf = RSA_ROOT.issue(RSA_ROOT.spec("CN=a").dns("reports").signedBy(weak));
            assertThat(fault(PeerVerifier.verify(leaf.chain(), trust(RSA_ROOT.certificate()), REPORTS, NOW))
                            .cause())
                    .endsWith(" is signed by " + weak.replace("/SHA-1", "") + ".");
        }
    }

    @Test
    void refusesWeakIntermediatesAndTrustedKeysButNotTheSignatureOfARoot() {
        CertificateAuthority between = ROOT.intermediate("CN=Weak", spec -> spec.key(KeyType.RSA_1024));
        assertThat(fault(verify(between.leaf("reports").chain(), REPORTS)))
                .isInstanceOfSatisfying(
                        PeerFault.WeakKey.class,
                        fault -> assertThat(fault.place()).isEqualTo(Place.INTERMEDIATE));
        CertificateAuthority weak = CertificateAuthority.root("CN=W", NOW, spec -> spec.key(KeyType.RSA_1024));
        assertThat(fault(PeerVerifier.verify(weak.leaf("reports").chain(), trust(weak.certificate()), REPORTS, NOW)))
                .isInstanceOfSatisfying(
                        PeerFault.WeakKey.class,
                        fault -> assertThat(fault.place()).isEqualTo(Place.ANCHOR));
        CertificateAuthority old = CertificateAuthority.root("CN=Old", NOW, spec -> spec.signedBy("SHA1withECDSA"));
        accepted(PeerVerifier.verify(old.leaf("reports").chain(), trust(old.certificate()), REPORTS, NOW));
    }

    @Test
    void refusesWhatALeafIssued() {
        CertificateAuthority leaf = BETWEEN.intermediate(
                "CN=leaf", spec -> spec.authority(-1).usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));
        PeerFault fault = fault(verify(leaf.leaf("reports").chain(), REPORTS));
        assertThat(fault.code()).isEqualTo("tls.bad.chain");
        assertThat(fault.alert()).isEqualTo(42);
        assertThat(fault.cause()).contains("CN=leaf", "it is not the certificate of an authority");
        CertificateAuthority bare = BETWEEN.intermediate("CN=bare", CertificateSpec::withoutBasicConstraints);
        assertThat(fault(verify(bare.leaf("reports").chain(), REPORTS)).cause()).contains("CN=bare");
        CertificateAuthority unsigned = BETWEEN.intermediate("CN=nosign", spec -> spec.usage(KeyUsage.cRLSign));
        assertThat(fault(verify(unsigned.leaf("reports").chain(), REPORTS)).cause())
                .contains("CN=nosign", "its key usage doesn't allow it to issue others");
    }

    @Test
    void appliesTheKeyUsageOfTrustedCertificates() {
        CertificateAuthority root = CertificateAuthority.root("CN=R", NOW, spec -> spec.usage(KeyUsage.cRLSign));
        assertThat(fault(PeerVerifier.verify(root.leaf("reports").chain(), trust(root.certificate()), REPORTS, NOW))
                        .cause())
                .contains("CN=R", "it is trusted, but its key usage doesn't allow it to issue others");
    }

    @Test
    void appliesTheLengthOfPaths() {
        CertificateAuthority last = ROOT.intermediate("CN=Last", spec -> spec.authority(0));
        accepted(verify(last.leaf("reports").chain(), REPORTS));
        assertThat(fault(verify(last.intermediate("CN=More").leaf("reports").chain(), REPORTS))
                        .cause())
                .contains("fewer authorities after it than there are");
        CertificateAuthority root = CertificateAuthority.root("CN=R0", NOW, spec -> spec.authority(0));
        accepted(PeerVerifier.verify(root.leaf("reports").chain(), trust(root.certificate()), REPORTS, NOW));
        assertThat(fault(PeerVerifier.verify(
                                root.intermediate("CN=More").leaf("reports").chain(),
                                trust(root.certificate()),
                                REPORTS,
                                NOW))
                        .cause())
                .contains("CN=R0", "it is trusted, but allows only 0 authorities after it");
    }

    @Test
    void appliesConstraintsOfNamesAlsoOfTrustedCertificates() {
        CertificateAuthority shop = ROOT.intermediate("CN=Shop", spec -> only(spec, "shop.test"));
        accepted(verify(shop.leaf("a.shop.test").chain(), dns("a.shop.test")));
        assertThat(fault(verify(shop.leaf("a.bank.test").chain(), dns("a.bank.test")))
                        .cause())
                .contains("may not issue certificates for its names");
        CertificateAuthority root = CertificateAuthority.root("CN=R", NOW, spec -> only(spec, "shop.test"));
        Trust trust = trust(root.certificate());
        accepted(PeerVerifier.verify(root.leaf("a.shop.test").chain(), trust, dns("a.shop.test"), NOW));
        assertThat(fault(PeerVerifier.verify(root.leaf("a.bank.test").chain(), trust, dns("a.bank.test"), NOW))
                        .cause())
                .contains("may not issue certificates for its names");
        CertificateAuthority deeper = root.intermediate("CN=Deeper CA");
        accepted(PeerVerifier.verify(deeper.leaf("a.shop.test").chain(), trust, dns("a.shop.test"), NOW));
        // The JDK takes the CN of a certificate without alternative names for a DNS name, if it looks like one.
        assertThat(fault(PeerVerifier.verify(
                                root.intermediate("CN=Deeper")
                                        .leaf("a.shop.test")
                                        .chain(),
                                trust,
                                dns("a.shop.test"),
                                NOW))
                        .cause())
                .contains("CN=Deeper", "a CN without alternative names counts as a DNS name");
        assertThat(fault(PeerVerifier.verify(deeper.leaf("a.bank.test").chain(), trust, dns("a.bank.test"), NOW))
                        .code())
                .isEqualTo("tls.bad.chain");
    }

    @Test
    void appliesNameConstraintsOfATrustedIntermediateByWayOfItsRootOnly() {
        CertificateAuthority shop = ROOT.intermediate("CN=Shop", spec -> only(spec, "shop.test"));
        List<X509Certificate> sent = List.of(shop.leaf("a.shop.test").certificate());
        assertThat(fault(PeerVerifier.verify(sent, trust(shop.certificate()), dns("a.shop.test"), NOW))
                        .cause())
                .contains("only if its root is trusted as well");
        Trust both = trust(shop.certificate(), ROOT.certificate());
        accepted(PeerVerifier.verify(sent, both, dns("a.shop.test"), NOW));
        assertThat(fault(PeerVerifier.verify(shop.leaf("a.bank.test").chain(), both, dns("a.bank.test"), NOW))
                        .code())
                .isEqualTo("tls.bad.chain");
    }

    @Test
    void refusesUnknownCriticalExtensions() {
        assertThat(fault(verify(leaf(CertificateSpec::unknownCriticalExtension).chain(), REPORTS))
                        .cause())
                .contains("a critical extension that Mesher doesn't know");
    }

    @Test
    void refusesTooManyCertificates() {
        Issued leaf = BETWEEN.leaf("reports");
        accepted(verify(concat(leaf.chain(), Collections.nCopies(98, ROOT.certificate())), REPORTS));
        assertThat(fault(verify(concat(leaf.chain(), Collections.nCopies(99, ROOT.certificate())), REPORTS))
                        .code())
                .isEqualTo("tls.bad.chain");
    }

    @Test
    void reportsTheCauseThatMakesTheOthersWorthless() {
        UnaryOperator<CertificateSpec> expired = spec -> spec.valid(PAST.minusSeconds(9), PAST);
        CertificateAuthority strange = CertificateAuthority.root("CN=Strange", NOW);
        assertThat(fault(verify(
                                strange.issue(expired.apply(strange.spec("CN=a")))
                                        .chain(),
                                REPORTS))
                        .code())
                .as("expired, of an unknown issuer")
                .isEqualTo("tls.unknown.issuer");
        assertThat(fault(verify(
                                leaf(spec -> expired.apply(spec).key(KeyType.RSA_1024))
                                        .chain(),
                                REPORTS))
                        .code())
                .as("expired with a weak key")
                .isEqualTo("tls.weak.key");
        assertThat(fault(verify(
                                leaf(spec -> expired.apply(spec).unknownCriticalExtension())
                                        .chain(),
                                REPORTS))
                        .code())
                .as("expired and against the rules")
                .isEqualTo("tls.bad.chain");
        Issued revoked = leaf(expired);
        Trust trust = new Trust(List.of(ROOT.certificate()), List.of(BETWEEN.crl(revoked.certificate())));
        assertThat(fault(PeerVerifier.verify(revoked.chain(), trust, REPORTS, NOW))
                        .code())
                .as("expired and revoked")
                .isEqualTo("tls.revoked");
        assertThat(fault(verify(leaf(spec -> expired.apply(spec).clientOnly()).chain(), dns("other")))
                        .code())
                .as("expired, for another purpose, with another name")
                .isEqualTo("tls.expired");
        assertThat(fault(verify(leaf(CertificateSpec::clientOnly).chain(), dns("other")))
                        .code())
                .as("for another purpose, with another name")
                .isEqualTo("tls.wrong.purpose");
    }

    @Test
    void reportsTheDatesOfCertificatesThatWereNeverValidTogether() {
        CertificateAuthority old = ROOT.intermediate("CN=Old", spec -> spec.valid(PAST.minusSeconds(9), PAST));
        assertThat(fault(verify(old.leaf("reports").chain(), REPORTS)).code()).isEqualTo("tls.expired");
    }

    private static CertificateSpec only(CertificateSpec spec, String domain) {
        GeneralSubtree tree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        return spec.extension("2.5.29.30", true, new NameConstraints(new GeneralSubtree[] {tree}, null));
    }

    private static Issued leaf(UnaryOperator<CertificateSpec> change) {
        return BETWEEN.issue(change.apply(ROOT.spec("CN=reports").dns("reports")));
    }

    private static Expectation dns(String name) {
        return Expectation.server(new ExpectedName.Dns(name));
    }

    private static List<X509Certificate> concat(List<X509Certificate> a, List<X509Certificate> b) {
        return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
    }

    private static String serial(Issued issued) {
        return issued.certificate().getSerialNumber().toString(16);
    }

    private static Trust trust(X509Certificate... anchors) {
        return new Trust(List.of(anchors), List.of());
    }

    private static PeerVerdict verify(List<X509Certificate> sent, Expectation expected) {
        return PeerVerifier.verify(sent, TRUST, expected, NOW);
    }

    private static PeerVerdict.Accepted accepted(PeerVerdict verdict) {
        assertThat(verdict).isInstanceOf(PeerVerdict.Accepted.class);
        return (PeerVerdict.Accepted) verdict;
    }

    private static PeerFault fault(PeerVerdict verdict) {
        assertThat(verdict).isInstanceOf(PeerFault.class);
        return (PeerFault) verdict;
    }
}
