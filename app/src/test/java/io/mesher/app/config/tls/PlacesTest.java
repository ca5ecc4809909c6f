package io.mesher.app.config.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.TlsConfig;
import io.mesher.core.config.TlsConfig.Mode;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TlsSide.Verify;
import io.mesher.core.config.TlsSide.Version;
import io.mesher.core.config.TrustSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys give TLS to which place, and which value wins. The own service is called orders and has all ports. */
class PlacesTest {
    private static final String EXTERNAL = "ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key}";

    @TempDir
    private Path dir;

    private ConfigDir config;

    @BeforeEach
    void filesAreThere() throws IOException {
        config = Pki.orders(dir);
    }

    /** Without what is warned about: that is in other tests. */
    private TlsConfig tls(String text) throws IOException {
        config.file("tls.yaml", text);
        return config.goodConfig().tls();
    }

    @Test
    void withoutAKeyEveryPlaceIsPlain() throws IOException {
        TlsConfig tls = tls("");
        assertThat(places(tls)).isEmpty();
        assertThat(tls.mode()).isEqualTo(Mode.PLAIN);
        assertThat(tls.handshake()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key} | external",
                "ssl.mesher.Provider: {certFile: a.crt, keyFile: a.key} | local",
                "ssl.rest-admin.Provider: {certFile: a.crt, keyFile: a.key} | admin",
                "ssl.rest.Consumer: {caFile: ca.crt, verifyPeer: true} | instances",
                "ssl.rest.Consumer.verifyPeer: false | instances",
                "ssl.rest.Consumer.cipherPlugin: default | instances",
                "ssl.inventory.rest.Consumer: {caFile: ca.crt, verifyPeer: true} | inventory",
                "ssl.a.b.rest.Consumer: {caFile: ca.crt, verifyPeer: true} | a.b",
                "ssl.orders.rest.Consumer: {caFile: ca.crt, verifyPeer: true} | orders",
                "ssl: {certFile: a.crt, keyFile: a.key} | external, local, admin, instances, application, registry",
                "ssl.registrator.Consumer.verifyPeer: false | registry",
                "ssl.serviceDiscovery.Consumer.verifyPeer: false | registry",
                "ssl.contractDiscovery.Consumer.verifyPeer: false | registry",
                "ssl.cipherPlugin: default | ''",
                "'ssl: {certFile: '''', rest.Consumer.caFile: '' '', cipherPlugin: }' | ''",
                "mesher.tls: {certFile: a.crt, keyFile: a.key} | external",
                "mesher.tls: {caFile: ca.crt} | instances",
                "mesher.tls: {verify: false} | instances",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, caFile: ca.crt} | external, instances",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, mode: plain} | instances",
                "mesher.tls: {minVersion: TLSv1.3, engine: jdk} | ''",
                "'{mesher.tls: {caFile: ca.crt}, ssl.inventory.rest.Consumer.verifyPeer: false}' | instances, inventory",
            })
    void aKeyGivesTlsToItsPlaces(String text, String places) throws IOException {
        assertThat(String.join(", ", places(tls(text)))).isEqualTo(places);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | TLS_1_2",
                "'protocol: TLSv1.3' | TLS_1_3",
                "'rest.Consumer.protocol: TLSv1.3' | TLS_1_3",
                "'inventory.rest.Consumer.protocol: TLSv1.3' | TLS_1_3",
                "'protocol: TLSv1.3, rest.Consumer.protocol: TLSv1.2' | TLS_1_2",
                "'rest.Consumer.protocol: TLSv1.3, inventory.rest.Consumer.protocol: TLSv1.2' | TLS_1_2",
                "'protocol: TLSv1.3, inventory.rest.Consumer.protocol: TLSv1.2' | TLS_1_2",
                "'rest.Consumer.protocol: TLSv1.3, inventory.rest.Consumer.protocol: \"\"' | TLS_1_3",
                "'protocol: TLSv1.3, rest.Consumer.protocol: \" \"' | TLS_1_3",
                "'orders.rest.Provider.protocol: TLSv1.3, orders.rest.Provider: {certFile: a.crt, keyFile: a.key}' | TLS_1_2",
                "'protocol: TLSv1.0' | TLS_1_2",
                "'protocols: \"TLSv1.3\"' | TLS_1_3",
                "'protocols: \"TLSv1.2,TLSv1.3\"' | TLS_1_2",
            })
    void theMostSpecialValueWins(String keys, Version version) throws IOException {
        String ports = "certFile: a.crt, keyFile: a.key, inventory.rest.Consumer.caFile: ca.crt";
        TlsSide side = tls("ssl: {" + ports + (keys.isEmpty() ? "" : ", " + keys) + "}")
                .services()
                .get("inventory");
        assertThat(side).isNotNull();
        assertThat(side.minVersion()).isEqualTo(version);
    }

    @Test
    void callsToOneServiceTakeTheRestFromTheKeysForAll() throws IOException {
        TlsConfig tls = tls("""
                ssl.rest.Consumer: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, verifyPeer: true}
                ssl.inventory.rest.Consumer.cipherSuits: TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
                """);
        TlsSide all = tls.calls("anything");
        TlsSide one = tls.calls("inventory");
        assertThat(all).isNotNull();
        assertThat(one)
                .isEqualTo(new TlsSide(
                        "ssl.inventory.rest.Consumer",
                        all.keys(),
                        all.trust(),
                        Verify.REQUIRED,
                        Version.TLS_1_2,
                        List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")));
        assertThat(all.ciphers()).isEmpty();
        assertThat(file(all)).isEqualTo("a.crt by ssl.rest.Consumer.certFile");
    }

    @Test
    void relativePathsBeginAtTheHome() throws IOException {
        TlsSide side = tls(EXTERNAL).external();
        assertThat(side).isNotNull();
        assertThat(side.keys())
                .isInstanceOfSatisfying(
                        KeySource.Pem.class,
                        pem -> assertThat(pem.certificate().path()).isEqualTo(dir.resolve("a.crt")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesher.tls: {certFile: a.crt, keyFile: a.key} | STRICT | NONE",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, caFile: ca.crt} | STRICT | REQUIRED",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, clientCertificate: optional} | STRICT | OPTIONAL",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, clientCertificate: none} | STRICT | NONE",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, mode: permissive} | PERMISSIVE | NONE",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, mode: strict} | STRICT | NONE",
                "'{ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key}, mesher.tls.mode: permissive}'"
                        + " | PERMISSIVE | NONE",
                "'ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, verifyPeer: true}'"
                        + " | STRICT | REQUIRED",
                "'ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, authPeer: true}'"
                        + " | STRICT | REQUIRED",
                "'ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key, caFile: ca.crt}' | STRICT | NONE",
            })
    void theExternalPortTreatsItsCallersAsItsKeysSay(String text, Mode mode, Verify verify) throws IOException {
        TlsConfig tls = tls(text);
        assertThat(tls.mode()).isEqualTo(mode);
        assertThat(tls.external()).isNotNull();
        assertThat(tls.external().verify()).isEqualTo(verify);
        assertThat(tls.external().trust() == null).isEqualTo(verify == Verify.NONE);
    }

    @Test
    void keyStoresOfJavaChassisAreTaken() throws IOException {
        TlsSide side = tls("ssl.orders.rest.Provider: {keyStore: a.p12, keyStoreType: PKCS12, keyStoreValue: secret,"
                        + " trustStore: ca.p12, trustStoreType: pkcs12, trustStoreValue: secret, authPeer: true, crl: ca.crl,"
                        + " ciphers: 'TLS_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',"
                        + " protocols: 'TLSv1.2,TLSv1.3'}")
                .external();
        assertThat(side).isNotNull();
        assertThat(side.keys())
                .isInstanceOfSatisfying(
                        KeySource.Store.class,
                        store -> assertThat(store.file().path()).isEqualTo(dir.resolve("a.p12")));
        TrustSource trust = side.trust();
        assertThat(trust).isNotNull();
        assertThat(trust.file().path()).isEqualTo(dir.resolve("ca.p12"));
        assertThat(trust.revocations()).isNotNull();
        assertThat(side.ciphers()).containsExactly("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        assertThat(side.toString()).doesNotContain("secret");
    }

    @Test
    void anAddressWithTlsIsRegisteredForAPortThatHasIt() throws IOException {
        config.file(
                "chassis.yaml",
                "cse.protocols.http: {listenAddress: '192.0.2.10:30101', advertiseAddress: '192.0.2.11:1?sslEnabled=true'}");
        assertThat(tls(EXTERNAL).external()).isNotNull();
    }

    private static List<String> places(TlsConfig tls) {
        List<String> places = new ArrayList<>();
        add(tls.external(), "external", places);
        add(tls.local(), "local", places);
        add(tls.admin(), "admin", places);
        add(tls.instances(), "instances", places);
        places.addAll(new TreeMap<>(tls.services()).keySet());
        add(tls.application(), "application", places);
        add(tls.registry(), "registry", places);
        return places;
    }

    private static void add(@Nullable TlsSide side, String name, List<String> places) {
        if (side != null) {
            places.add(name);
        }
    }

    private static String file(TlsSide side) {
        return side.keys() instanceof KeySource.Pem pem
                ? pem.certificate().path().getFileName() + " by "
                        + pem.certificate().key()
                : "";
    }
}
