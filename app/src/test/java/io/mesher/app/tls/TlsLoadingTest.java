package io.mesher.app.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.tls.TlsFinding.Code;
import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.Passphrase;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TlsSide.Verify;
import io.mesher.core.config.TlsSide.Version;
import io.mesher.core.config.TrustSource;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files of one side, whatever state they are in. */
class TlsLoadingTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Test CA", NOW);
    /** From a day before to 90 days after. */
    private static final Issued ORDERS = ROOT.leaf("orders");

    @TempDir
    private Path dir;

    @BeforeEach
    void filesAreThere() throws IOException {
        write("a.crt", TlsFiles.pem(ORDERS.chain()));
        secret("a.key", TlsFiles.pem(ORDERS.key()));
        write("ca.crt", TlsFiles.pem(ROOT.certificate()));
        write("ca.crl", TlsFiles.pem(ROOT.crl()));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text);
    }

    private void secret(String name, String text) throws IOException {
        secret(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void secret(String name, byte[] bytes) throws IOException {
        Files.write(dir.resolve(name), bytes);
        Files.setPosixFilePermissions(dir.resolve(name), PosixFilePermissions.fromString("rw-r-----"));
    }

    private ConfiguredFile file(String name) {
        return new ConfiguredFile(dir.resolve(name), "key." + name);
    }

    private KeySource pem(String certificate, String key, @Nullable String passphrase) {
        return new KeySource.Pem(file(certificate), file(key), passphrase == null ? null : file(passphrase));
    }

    private TrustSource trust(String name, @Nullable String revocations) {
        return new TrustSource(file(name), null, revocations == null ? null : file(revocations));
    }

    private static TlsSide side(@Nullable KeySource keys, @Nullable TrustSource trust) {
        return new TlsSide(
                "mesher.tls", keys, trust, trust == null ? Verify.NONE : Verify.REQUIRED, Version.TLS_1_2, List.of());
    }

    private LoadedSide load(@Nullable KeySource keys, @Nullable TrustSource trust) {
        return TlsLoading.load(side(keys, trust), NOW);
    }

    private LoadedSide load(@Nullable KeySource keys, Instant now) {
        return TlsLoading.load(side(keys, null), now);
    }

    private static void assertOne(LoadedSide loaded, Code code, String key, String... words) {
        assertThat(loaded.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.text()).contains(words).doesNotContain("\n");
        });
        assertThat(loaded.isGood()).isEqualTo(code.weight() != TlsFinding.Weight.ERROR);
    }

    @Test
    void goodFilesGiveKeysAndTrust() {
        LoadedSide loaded = load(pem("a.crt", "a.key", null), trust("ca.crt", "ca.crl"));
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.isGood()).isTrue();
        assertThat(loaded.keys()).isNotNull();
        assertThat(loaded.keys().leaf()).isEqualTo(ORDERS.certificate());
        assertThat(loaded.trust()).isNotNull();
        assertThat(loaded.trust().anchors()).containsExactly(ROOT.certificate());
        assertThat(loaded.trust().lists()).hasSize(1);
    }

    @Test
    void aSideWithoutFilesIsGood() {
        assertThat(load(null, (TrustSource) null)).isEqualTo(new LoadedSide(null, null, List.of()));
    }

    @Test
    void oneFileMayHaveCertificateAndKey() throws IOException {
        secret("both.pem", TlsFiles.pem(ORDERS.key()) + TlsFiles.pem(ORDERS.certificate()));
        assertThat(load(pem("both.pem", "both.pem", null), NOW).findings()).isEmpty();
    }

    @Test
    void thePassphraseMayEndWithALine() throws IOException {
        secret("e.key", TlsFiles.encryptedPem(ORDERS.key(), "open sesame "));
        secret("unix.pwd", "open sesame \n");
        secret("windows.pwd", "open sesame \r\n");
        secret("bare.pwd", "open sesame ");
        for (String passphrase : List.of("unix.pwd", "windows.pwd", "bare.pwd")) {
            LoadedSide loaded = load(pem("a.crt", "e.key", passphrase), NOW);
            assertThat(loaded.findings()).as(passphrase).isEmpty();
            assertThat(loaded.keys()).as(passphrase).isNotNull();
        }
    }

    @Test
    void aPassphraseThatIsWrongMissingOrEmptyIsReported() throws IOException {
        secret("e.key", TlsFiles.encryptedPem(ORDERS.key(), "open sesame"));
        secret("wrong.pwd", "open");
        secret("empty.pwd", "\n");
        assertOne(
                load(pem("a.crt", "e.key", "wrong.pwd"), NOW),
                Code.BAD_CONTENT,
                "key.e.key",
                "e.key, line 1: The configured passphrase is wrong.");
        assertOne(load(pem("a.crt", "e.key", null), NOW), Code.BAD_CONTENT, "key.e.key", "none is configured");
        assertOne(
                load(pem("a.crt", "e.key", "empty.pwd"), NOW), Code.BAD_CONTENT, "key.empty.pwd", "The file is empty.");
        assertOne(load(pem("a.crt", "e.key", "no.pwd"), NOW), Code.UNREADABLE, "key.no.pwd", "There is no such file.");
    }

    @Test
    void keyStoresAreRead() throws IOException {
        for (String type : List.of("PKCS12", "JKS")) {
            secret("a.store", TlsFiles.keyStore(type, "orders", ORDERS, "secret"));
            secret("ca.store", TlsFiles.trustStore(type, "secret", ROOT.certificate()));
            secret("store.pwd", "secret\n");
            TrustSource trust = new TrustSource(file("ca.store"), new Passphrase("secret"), null);
            LoadedSide text = load(new KeySource.Store(file("a.store"), new Passphrase("secret"), null), trust);
            LoadedSide file = load(new KeySource.Store(file("a.store"), null, file("store.pwd")), trust);
            assertThat(text.findings()).as(type).isEmpty();
            assertThat(text.trust()).as(type).isNotNull();
            assertThat(file.findings()).as(type).isEmpty();
            assertThat(file.keys()).as(type).isNotNull();
        }
        assertOne(
                load(new KeySource.Store(file("a.store"), new Passphrase("x"), null), NOW),
                Code.BAD_CONTENT,
                "key.a.store",
                "passphrase is wrong");
    }

    @Test
    void everyBadFileIsReportedUnderItsKey() throws IOException {
        write("text.crt", "hello");
        secret("other.key", TlsFiles.pem(ROOT.leaf("other").key()));
        assertOne(load(pem("none.crt", "a.key", null), NOW), Code.UNREADABLE, "key.none.crt", "no such file");
        assertOne(load(pem("a.crt", "none.key", null), NOW), Code.UNREADABLE, "key.none.key", "no such file");
        assertOne(load(pem("text.crt", "a.key", null), NOW), Code.BAD_CONTENT, "key.text.crt", "-----BEGIN");
        assertOne(load(pem("a.crt", "a.crt", null), NOW), Code.BAD_CONTENT, "key.a.crt", "a private key is expected");
        assertOne(
                load(pem("a.crt", "other.key", null), NOW),
                Code.BAD_CONTENT,
                "key.other.key",
                "a.crt and ",
                "The private key doesn't belong to the certificate of CN=orders");
        assertOne(load(null, trust("a.key", null)), Code.BAD_CONTENT, "key.a.key", "This is a private key");
        assertOne(load(null, trust("ca.crt", "a.crt")), Code.BAD_CONTENT, "key.a.crt", "revocation list");
        assertThat(load(pem("none.crt", "none.key", null), trust("none.ca", "none.crl"))
                        .findings())
                .extracting(TlsFinding::key)
                .containsExactly("key.none.crt", "key.none.key", "key.none.ca", "key.none.crl");
    }

    @Test
    void whatIsNoFileOrTooLargeIsNotRead() throws IOException {
        Files.createDirectory(dir.resolve("folder"));
        assertOne(load(null, trust("folder", null)), Code.UNREADABLE, "key.folder", "This is a folder.");
        Files.write(dir.resolve("large"), new byte[Contents.MAX_BYTES + 1]);
        assertOne(
                load(null, trust("large", null)),
                Code.BAD_CONTENT,
                "key.large",
                "has 1048577 bytes (expected: at most 1048576)");
        TlsSide device = side(null, new TrustSource(new ConfiguredFile(Path.of("/dev/zero"), "key.zero"), null, null));
        assertOne(TlsLoading.load(device, NOW), Code.UNREADABLE, "key.zero", "no regular file");
    }

    @Test
    void datesOfTheOwnCertificateAreWatched() {
        KeySource keys = pem("a.crt", "a.key", null);
        Instant from = NOW.minus(Duration.ofDays(1));
        Instant to = NOW.plus(Duration.ofDays(90));
        Duration fifth = Duration.between(from, to).dividedBy(5);
        assertThat(load(keys, from).findings()).isEmpty();
        assertThat(load(keys, to.minus(fifth)).findings()).isEmpty();
        assertOne(
                load(keys, to.minus(fifth).plusSeconds(1)),
                Code.EXPIRES_SOON,
                "key.a.crt",
                "CN=orders expires at " + to);
        assertOne(load(keys, to), Code.EXPIRES_SOON, "key.a.crt", "CN=orders expires at " + to);
        assertOne(
                load(keys, to.plusSeconds(1)),
                Code.EXPIRED,
                "key.a.crt",
                "CN=orders expired at " + to + "; it is now " + to.plusSeconds(1));
        assertOne(
                load(keys, from.minusSeconds(1)),
                Code.NOT_YET_VALID,
                "key.a.crt",
                "not valid before " + from + "; it is now " + from.minusSeconds(1));
    }

    @Test
    void expiredAuthoritiesAndOverdueListsAreReported() throws IOException {
        CertificateAuthority old = CertificateAuthority.root("CN=Old CA", NOW.minus(Duration.ofDays(36_500)));
        write("old.crt", TlsFiles.pem(old.certificate()));
        write("mixed.crt", TlsFiles.pem(old.certificate(), ROOT.certificate()));
        write("old.crl", TlsFiles.pem(ROOT.crl(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)))));
        assertOne(load(null, trust("old.crt", null)), Code.EXPIRED, "key.old.crt", "All authorities", "CN=Old CA");
        assertThat(load(null, trust("mixed.crt", null)).findings()).isEmpty();
        assertOne(
                load(null, trust("ca.crt", "old.crl")),
                Code.OVERDUE_LIST,
                "key.old.crl",
                "CN=Test CA",
                "2026-10-31T12:00:00Z");
    }

    @Test
    void secretsThatOthersCanReadAreReported() throws IOException {
        write("open.key", TlsFiles.encryptedPem(ORDERS.key(), "p"));
        write("open.pwd", "p");
        for (String name : List.of("open.key", "open.pwd")) {
            Files.setPosixFilePermissions(dir.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }
        LoadedSide loaded = load(pem("a.crt", "open.key", "open.pwd"), NOW);
        assertThat(loaded.isGood()).isTrue();
        assertThat(loaded.findings()).extracting(TlsFinding::code).containsOnly(Code.READABLE_BY_OTHERS);
        assertThat(loaded.findings())
                .extracting(TlsFinding::key)
                .containsExactlyInAnyOrder("key.open.key", "key.open.pwd");
    }

    @Test
    void aLaterLoadingSeesWhatHasChanged() throws IOException {
        KeySource keys = pem("a.crt", "a.key", null);
        KeyMaterial before = load(keys, NOW).keys();
        Issued renewed = ROOT.leaf("orders");
        write("a.crt", TlsFiles.pem(renewed.chain()));
        assertOne(load(keys, NOW), Code.BAD_CONTENT, "key.a.key", "wait until both are written");
        secret("a.key", TlsFiles.pem(renewed.key()));
        KeyMaterial after = load(keys, NOW).keys();
        assertThat(before).isNotNull();
        assertThat(after).isNotNull();
        assertThat(after.leaf()).isNotEqualTo(before.leaf()).isEqualTo(renewed.certificate());
    }

    @Test
    void theNameOfThePortIsLookedForInItsCertificate() throws IOException {
        Issued other = ROOT.issue(ROOT.spec("CN=x").dns("shop.example").ip("192.0.2.7"));
        write("x.crt", TlsFiles.pem(other.chain()));
        secret("x.key", TlsFiles.pem(other.key()));
        KeyMaterial keys = load(pem("x.crt", "x.key", null), NOW).keys();
        KeyMaterial own = load(pem("a.crt", "a.key", null), NOW).keys();
        assertThat(keys).isNotNull();
        assertThat(own).isNotNull();
        assertThat(NameCheck.check(own, "k", "Orders", List.of("192.0.2.1"))).isNull();
        assertThat(NameCheck.check(keys, "k", "orders", List.of("192.0.2.1", "192.0.2.7")))
                .isNull();
        TlsFinding finding = NameCheck.check(keys, "k", "orders", List.of("192.0.2.1"));
        assertThat(finding).isNotNull();
        assertThat(finding.code()).isEqualTo(Code.OTHER_NAME);
        assertThat(finding.code().weight()).isEqualTo(TlsFinding.Weight.INFO);
        assertThat(finding.text()).contains("shop.example, 192.0.2.7", "neither the service's name orders");
    }
}
