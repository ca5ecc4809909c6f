package io.mesher.net.tls;

import io.mesher.net.tls.TlsSettings.PeerCertificate;
import io.mesher.net.tls.TlsSettings.Side;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Both implementations of TLS, and what their tests share. */
final class Engines {
    static final CertificateAuthority ROOT =
            CertificateAuthority.root("CN=Root", Instant.parse("2026-06-01T00:00:00Z"));
    static final Issued SERVER = ROOT.leaf("server.test");
    static final Issued CLIENT = ROOT.leaf("client.test");
    static final PeerCheck ALL = _ -> new PeerCheck.Accepted(null);

    /** Loaded once: the library is for the whole process. */
    static final TlsProvider BORING = boring();

    static final TlsProvider JDK = new JdkTls();

    private Engines() {}

    private static TlsProvider boring() {
        try {
            return BoringSsl.load(
                    List.of(Path.of("/dev/null/no-folder"), Path.of(System.getProperty("java.io.tmpdir"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<TlsProvider> all() {
        return Stream.of(BORING, JDK);
    }

    static Stream<Arguments> pairs() {
        return all().flatMap(one -> all().map(two -> Arguments.of(one, two)));
    }

    static TlsKeys keys(Issued issued) {
        return new TlsKeys(issued.chain(), issued.key());
    }

    static TlsEnd.Side server(TlsProvider provider) {
        return server(provider, PeerCertificate.IGNORED, ALL);
    }

    static TlsEnd.Side server(TlsProvider provider, PeerCertificate wanted, PeerCheck check) {
        return side(
                provider,
                new TlsSettings(Side.SERVER, keys(SERVER), wanted, List.of("http/1.1"), List.of(), false),
                check);
    }

    static TlsEnd.Side client(TlsProvider provider) {
        return client(provider, null, ALL);
    }

    static TlsEnd.Side client(TlsProvider provider, @Nullable TlsKeys keys, PeerCheck check) {
        return side(
                provider,
                new TlsSettings(Side.CLIENT, keys, PeerCertificate.REQUIRED, List.of("http/1.1"), List.of(), false),
                check);
    }

    static TlsEnd.Side side(TlsProvider provider, TlsSettings settings, PeerCheck check) {
        try {
            return new TlsEnd.Side(provider.context(settings), check);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
