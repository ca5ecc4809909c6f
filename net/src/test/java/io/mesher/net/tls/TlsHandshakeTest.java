package io.mesher.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamRefusal;
import io.mesher.net.tls.TlsSettings.PeerCertificate;
import io.mesher.net.tls.TlsSettings.Side;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a handshake lets in, and what both sides learn where it doesn't. */
class TlsHandshakeTest {
    private static final TlsFailure.Rejected NO =
            new TlsFailure.Rejected("tls.expired", "It expired.", TlsAlert.CERTIFICATE_EXPIRED);

    private final TlsFixture tls = new TlsFixture();

    @AfterEach
    void close() {
        tls.close();
    }

    static Stream<Arguments> pairs() {
        return Engines.pairs();
    }

    static Stream<TlsProvider> all() {
        return Engines.all();
    }

    private static PeerCheck refusing() {
        return _ -> new PeerCheck.Refused(NO);
    }

    private record Named(String name) implements PeerCheck.PeerFacts {}

    @ParameterizedTest
    @MethodSource("pairs")
    void aClientThatRefusesTheServerSaysWhyAndTheServerHearsIt(TlsProvider one, TlsProvider two) {
        tls.connect(Engines.client(one, null, refusing()), Engines.server(two));
        assertThat(tls.client().failure).isEqualTo(NO);
        TlsFailure atServer = tls.server().failure;
        assertThat(atServer).isInstanceOf(TlsFailure.RefusedByPeer.class);
        if (one == Engines.BORING) {
            assertThat(atServer).isEqualTo(new TlsFailure.RefusedByPeer(TlsAlert.CERTIFICATE_EXPIRED));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aServerThatRefusesTheClientIsHeardByIt(TlsProvider one, TlsProvider two) {
        tls.begin(
                Engines.client(one, Engines.keys(Engines.CLIENT), Engines.ALL),
                Engines.server(two, PeerCertificate.REQUIRED, refusing()));
        tls.await(() -> tls.server().isOver());
        assertThat(tls.server().failure).isEqualTo(NO);
        // In TLS 1.3 the client's handshake is complete by then.
        tls.await(() -> tls.client().failure != null || tls.client().end != 0);
        if (tls.client().stream != null) {
            assertThat(tls.client().end).isEqualTo(ByteStream.GONE);
            assertThat(tls.fixture.call(() -> tls.client().stream().refusal()))
                    .extracting(StreamRefusal::code)
                    .isEqualTo("tls.refused.by.peer");
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aDemandedCertificateThatIsMissingEndsTheHandshake(TlsProvider one, TlsProvider two) {
        tls.begin(Engines.client(one), Engines.server(two, PeerCertificate.REQUIRED, Engines.ALL));
        tls.await(() -> tls.server().isOver());
        assertThat(tls.server().failure).isInstanceOf(TlsFailure.Rejected.class);
        assertThat(tls.server().failure.code()).isEqualTo("tls.no.certificate");
        tls.await(() -> tls.client().failure != null || tls.client().end == ByteStream.GONE);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anOptionalCertificateMayBeMissing(TlsProvider one, TlsProvider two) {
        AtomicInteger asked = new AtomicInteger();
        tls.connect(Engines.client(one), Engines.server(two, PeerCertificate.OPTIONAL, _ -> {
            asked.incrementAndGet();
            return new PeerCheck.Accepted(new Named("nobody"));
        }));
        assertThat(tls.server().stream().facts().peer()).isNull();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theCheckGetsTheWholeChainAndSaysWhoThePeerIs(TlsProvider one, TlsProvider two) {
        tls.connect(
                Engines.client(one, Engines.keys(Engines.CLIENT), Engines.ALL),
                Engines.server(
                        two,
                        PeerCertificate.REQUIRED,
                        chain -> new PeerCheck.Accepted(new Named(chain.length + " of " + chain[0].length))));
        byte[] leaf = encoded();
        assertThat(tls.server().stream().facts().peer())
                .isEqualTo(new Named(Engines.CLIENT.chain().size() + " of " + leaf.length));
    }

    private static byte[] encoded() {
        try {
            return Engines.CLIENT.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCheckWithADefectLetsNobodyIn(TlsProvider provider) {
        tls.connect(
                Engines.client(provider, null, _ -> {
                    throw new IllegalStateException("a defect of the test's");
                }),
                Engines.server(provider));
        assertThat(tls.client().stream).isNull();
        assertThat(tls.fixture.failures()).hasSize(1);
        tls.fixture.failures().clear();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aServerMayDemandTls13(TlsProvider one, TlsProvider two) {
        TlsSettings only13 = new TlsSettings(
                Side.SERVER, Engines.keys(Engines.SERVER), PeerCertificate.IGNORED, List.of(), List.of(), true);
        tls.connect(Engines.client(one), Engines.side(two, only13, Engines.ALL));
        assertThat(tls.server().stream().facts().version()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @MethodSource("all")
    void plainTextOnEitherSideIsSaid(TlsProvider provider) {
        tls.fixture.run(() -> {
            TlsEnd server = new TlsEnd(tls.pipe[1], 1024, true);
            server.shake(tls.buffers, Engines.server(provider), null, TlsFixture.PATIENT_NANOS);
            tls.pipe[0].write(ByteBuffer.wrap(TlsFixture.ascii("GET / HTTP/1.1\r\n")));
            tls.server(server);
        });
        tls.await(() -> tls.server().isOver());
        assertThat(tls.server().failure).isEqualTo(new TlsFailure.NotTls("GET / HTTP/1.1"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSilentPeerIsGivenUp(TlsProvider provider) {
        tls.fixture.run(() -> {
            TlsEnd server = new TlsEnd(tls.pipe[1], 1024, true);
            server.shake(tls.buffers, Engines.server(provider), null, 50_000_000L);
            tls.server(server);
        });
        tls.await(() -> tls.server().isOver());
        assertThat(tls.server().failure).isEqualTo(new TlsFailure.TimedOut(50));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPeerThatGoesWithinTheHandshakeIsNoticed(TlsProvider provider) {
        tls.fixture.run(() -> {
            TlsEnd server = new TlsEnd(tls.pipe[1], 1024, true);
            server.shake(tls.buffers, Engines.server(provider), null, TlsFixture.PATIENT_NANOS);
            tls.pipe[0].close();
            tls.server(server);
        });
        tls.await(() -> tls.server().isOver());
        assertThat(tls.server().failure).isEqualTo(new TlsFailure.Closed());
    }

    /** Whatever becomes of the handshake's bytes, no side ends up with a connection whose handshake was changed. */
    @ParameterizedTest
    @MethodSource("pairs")
    void aHandshakeThatWasChangedOpensNothing(TlsProvider one, TlsProvider two) {
        TlsEnd.Side forClient = Engines.client(one);
        TlsEnd.Side forServer = Engines.server(two);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            try (TlsFixture changed = new TlsFixture()) {
                int end = random.nextInt(2);
                AtomicInteger writes = new AtomicInteger(random.nextInt(2));
                changed.pipe[end].onTheWay = bytes -> {
                    if (writes.getAndDecrement() == 0) {
                        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    return bytes;
                };
                changed.begin(forClient, forServer);
                TlsEnd reader = end == 0 ? changed.server() : changed.client();
                // The side whose input was changed fails or waits for more, after which its peer would close.
                changed.fixture.run(() -> changed.pipe[end].cut());
                changed.await(() -> reader.isOver() && (reader.stream == null || reader.end != 0));
                assertThat(reader.bytes()).isEmpty();
                if (reader.stream != null) {
                    assertThat(reader.end).as("seed " + seed).isEqualTo(ByteStream.GONE);
                }
            }
        }
    }

    /** The configuration has these names, whichever engine works. */
    @ParameterizedTest
    @MethodSource("pairs")
    void ciphersGoByTheirIanaNames(TlsProvider one, TlsProvider two) {
        TlsSettings settings = new TlsSettings(
                Side.SERVER,
                Engines.keys(Engines.SERVER),
                PeerCertificate.IGNORED,
                List.of(),
                List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                false);
        tls.connect(Engines.client(one), Engines.side(two, settings, Engines.ALL));
        assertThat(tls.server().stream().facts().version()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCipherThatNobodyKnowsIsRefusedWhenTheContextIsMade(TlsProvider provider) {
        TlsSettings settings = new TlsSettings(
                Side.SERVER,
                Engines.keys(Engines.SERVER),
                PeerCertificate.IGNORED,
                List.of(),
                List.of("TLS_NO_SUCH_CIPHER"),
                false);
        assertThatThrownBy(() -> provider.context(settings)).isInstanceOf(GeneralSecurityException.class);
    }
}
