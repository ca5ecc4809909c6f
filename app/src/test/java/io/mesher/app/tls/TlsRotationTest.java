package io.mesher.app.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TlsSide.Verify;
import io.mesher.core.config.TlsSide.Version;
import io.mesher.core.config.TrustSource;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while Mesher runs, in all the ways in which they are written. A look is called by hand. */
class TlsRotationTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Test CA", NOW);
    private static final Issued FIRST = ROOT.leaf("orders");
    private static final Issued SECOND = ROOT.leaf("orders");

    @TempDir
    private Path dir;

    private TlsSide side;
    private Used used;
    private TlsRotation rotation;

    /** What is in use. */
    private final class Used implements TlsRotation.Target {
        private LoadedSide present = TlsLoading.load(side, NOW);
        private final List<String> heard = new ArrayList<>();
        private boolean refusing;

        @Override
        public LoadedSide present(TlsSide of) {
            return present;
        }

        @Override
        public void replace(TlsSide of, LoadedSide next) throws GeneralSecurityException {
            if (refusing) {
                throw new GeneralSecurityException("not this one");
            }
            present = next;
        }

        @Override
        public void onFound(TlsSide of, boolean taken) {
            heard.add(taken ? "taken" : "refused");
        }

        KeyMaterial keys() {
            return Objects.requireNonNull(present.keys());
        }
    }

    @BeforeEach
    void start() throws IOException {
        write("ca.crt", TlsFiles.pem(ROOT.certificate()));
        write(FIRST);
        side = new TlsSide(
                "mesher.tls",
                new KeySource.Pem(file("own.crt"), file("own.key"), null),
                new TrustSource(file("ca.crt"), null, null),
                Verify.REQUIRED,
                Version.TLS_1_2,
                List.of());
        used = new Used();
        rotation = new TlsRotation(Set.of(side), used, InstantSource.fixed(NOW));
        looks(2);
    }

    private ConfiguredFile file(String name) {
        return new ConfiguredFile(dir.resolve(name), "mesher.tls." + name);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text);
    }

    private void write(Issued issued) throws IOException {
        write("own.crt", TlsFiles.pem(issued.chain()));
        write("own.key", TlsFiles.pem(issued.key()));
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            rotation.look();
        }
    }

    private boolean isInUse(Issued issued) {
        return used.keys().leaf().equals(issued.certificate());
    }

    @Test
    void unchangedFilesChangeNothing() {
        looks(5);
        assertThat(used.heard).isEmpty();
        assertThat(isInUse(FIRST)).isTrue();
    }

    @Test
    void whatIsWrittenInPlaceIsTakenAtTheSecondLook() throws IOException {
        write(SECOND);
        looks(1);
        assertThat(isInUse(FIRST)).isTrue();
        looks(1);
        assertThat(isInUse(SECOND)).isTrue();
        looks(5);
        assertThat(used.heard).containsExactly("taken");
    }

    @Test
    void aLinkThatPointsElsewhereIsFollowed() throws IOException {
        Path first = Files.createDirectory(dir.resolve("..1"));
        Path second = Files.createDirectory(dir.resolve("..2"));
        Files.move(dir.resolve("own.crt"), first.resolve("own.crt"));
        Files.move(dir.resolve("own.key"), first.resolve("own.key"));
        Files.writeString(second.resolve("own.crt"), TlsFiles.pem(SECOND.chain()));
        Files.writeString(second.resolve("own.key"), TlsFiles.pem(SECOND.key()));
        Files.createSymbolicLink(dir.resolve("..data"), first);
        Files.createSymbolicLink(dir.resolve("own.crt"), Path.of("..data/own.crt"));
        Files.createSymbolicLink(dir.resolve("own.key"), Path.of("..data/own.key"));
        looks(3);
        assertThat(used.heard).isEmpty();
        Files.createSymbolicLink(dir.resolve("..new"), second);
        Files.move(dir.resolve("..new"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        looks(2);
        assertThat(isInUse(SECOND)).isTrue();
    }

    @Test
    void aCertificateThatComesBeforeItsKeyWaitsForIt() throws IOException {
        write("own.crt", TlsFiles.pem(SECOND.chain()));
        looks(1);
        write("own.key", TlsFiles.pem(SECOND.key()));
        looks(2);
        assertThat(isInUse(SECOND)).isTrue();
        assertThat(used.heard).containsExactly("taken");
    }

    @Test
    void badContentsAreReportedOnceAndTheFormerOnesStay() throws IOException {
        write("own.key", "not a key");
        looks(10);
        assertThat(isInUse(FIRST)).isTrue();
        assertThat(used.heard).containsExactly("refused");
        Files.delete(dir.resolve("own.key"));
        looks(10);
        assertThat(used.heard).containsExactly("refused", "refused");
        write(SECOND);
        looks(2);
        assertThat(isInUse(SECOND)).isTrue();
    }

    @Test
    void badContentsThatAreMendedAreForgotten() throws IOException {
        write("own.key", "not a key");
        looks(2);
        write(FIRST);
        looks(2);
        write("own.key", "not a key");
        looks(2);
        assertThat(used.heard).containsExactly("refused", "refused");
    }

    @Test
    void anExpiredCertificateDoesNotReplaceAValidOne() throws IOException {
        write(ROOT.issue(ROOT.spec("CN=orders")
                .dns("orders")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))));
        looks(3);
        assertThat(isInUse(FIRST)).isTrue();
        assertThat(used.heard).containsExactly("refused");
    }

    @Test
    void aNewAuthorityIsAddedBesideTheFormerOne() throws IOException {
        CertificateAuthority next = CertificateAuthority.root("CN=Next CA", NOW);
        write("ca.crt", TlsFiles.pem(ROOT.certificate(), next.certificate()));
        looks(2);
        assertThat(Objects.requireNonNull(used.present.trust()).anchors())
                .containsExactly(ROOT.certificate(), next.certificate());
        assertThat(isInUse(FIRST)).isTrue();
    }

    @Test
    void whatTheEngineRefusesIsNotTriedAgain() throws IOException {
        used.refusing = true;
        write(SECOND);
        looks(5);
        assertThat(used.heard).containsExactly("refused");
        assertThat(isInUse(FIRST)).isTrue();
    }
}
