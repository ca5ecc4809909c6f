package io.mesher.app.config.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.source.Shown;
import io.mesher.core.route.RouteTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is reported about keys of TLS: errors, and what is unsafe or without effect. The own service is called orders. */
class TlsMistakesTest {
    private static final String ACCEPT =
            "calls to instances accept any certificate, so that others can read and change them";

    @TempDir
    private Path dir;

    private ConfigDir config;

    @BeforeEach
    void filesAreThere() throws IOException {
        config = Pki.orders(dir);
    }

    private List<String> told(String text) throws IOException {
        return config.file("tls.yaml", text).told();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Certificates and keys.
                "ssl.mesher.Provider.certFile: a.crt | ssl.mesher.Provider.certFile: alone (expected:"
                        + " ssl.mesher.Provider.keyFile too)",
                "ssl.rest.Consumer.keyFile: a.key | ssl.rest.Consumer.keyFile: alone (expected:"
                        + " ssl.rest.Consumer.certFile too)",
                "ssl.orders.rest.Provider.verifyPeer: true | ssl.orders.rest.Provider.verifyPeer: by this key, the external"
                        + " port uses TLS, but it has no certificate (expected: ssl.orders.rest.Provider.certFile and"
                        + " ssl.orders.rest.Provider.keyFile)",
                "ssl.verifyPeer: false | ssl.verifyPeer: by this key, the admin port uses TLS, but it has no certificate"
                        + " (expected: ssl.rest-admin.Provider.certFile and ssl.rest-admin.Provider.keyFile)",
                "ssl.rest.Consumer: {certFile: a.crt, keyStore: a.p12} | ssl.rest.Consumer.keyStore: in addition to"
                        + " ssl.rest.Consumer.certFile, which means the same (expected: one of the two)",
                "mesher.tls.certFile: a.crt | mesher.tls.certFile: alone (expected: mesher.tls.keyFile too)",
                "mesher.tls.keyFile: a.key | mesher.tls.keyFile: alone (expected: mesher.tls.certFile too)",
                "mesher.tls.passwordFile: a.pwd | mesher.tls.passwordFile: alone (expected: mesher.tls.keyFile and"
                        + " mesher.tls.certFile too)",
                // Verification.
                "ssl.rest.Consumer.verifyPeer: true | ssl.rest.Consumer.verifyPeer: true, but no authority is trusted"
                        + " (expected: ssl.rest.Consumer.caFile, the file with the authorities' certificates)",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, verify: true} | mesher.tls.verify: true, but no authority is"
                        + " trusted (expected: mesher.tls.caFile, the file with the authorities' certificates)",
                "mesher.tls: {certFile: a.crt, keyFile: a.key, clientCertificate: required} | mesher.tls.clientCertificate:"
                        + " required: no authority is trusted (expected: mesher.tls.caFile too)",
                "mesher.tls: {caFile: ca.crt, clientCertificate: optional} | mesher.tls.clientCertificate: optional: there is"
                        + " no certificate for the port (expected: mesher.tls.certFile too)",
                "mesher.tls.crlFile: ca.crl | mesher.tls.crlFile: alone (expected: mesher.tls.caFile too)",
                // Values.
                "ssl.rest.Consumer.cipherPlugin: aes | ssl.rest.Consumer.cipherPlugin: aes: Mesher can't run cipher plug-ins"
                        + " (expected: default, and the passphrase of the key in plain text in the file of certPwdFile)",
                "ssl.cipherPlugin: aes | ssl.cipherPlugin: aes: Mesher can't run cipher plug-ins",
                "ssl.rest.Consumer.protocol: SSLv3 | ssl.rest.Consumer.protocol: SSLv3 (expected: TLSv1.2 or TLSv1.3)",
                "ssl.rest.Consumer.verifyPeer: maybe | ssl.rest.Consumer.verifyPeer: maybe (expected: true or false)",
                "ssl.rest.Consumer.cipherSuits: TLS_RSA_WITH_AES_128_CBC_SHA | ssl.rest.Consumer.cipherSuits:"
                        + " TLS_RSA_WITH_AES_128_CBC_SHA (expected: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,",
                "ssl.rest.Consumer.keyStoreType: BKS | ssl.rest.Consumer.keyStoreType: BKS (expected: PKCS12 or JKS; convert"
                        + " others: keytool -importkeystore)",
                "mesher.tls.minVersion: TLSv1.1 | mesher.tls.minVersion: TLSv1.1 (expected: TLSv1.2 or TLSv1.3)",
                "mesher.tls.mode: both | mesher.tls.mode: both (expected: plain, permissive or strict)",
                "mesher.tls.engine: openssl | mesher.tls.engine: openssl (expected: auto, boringssl or jdk)",
                "mesher.timeouts.tlsHandshake: 0s | mesher.timeouts.tlsHandshake: 0s (expected: ",
                // Places.
                "mesher.tls.mode: strict | mesher.tls.mode: strict: the external port has no certificate (expected:"
                        + " mesher.tls.certFile and mesher.tls.keyFile)",
                "mesher.tls.mode: permissive | mesher.tls.mode: permissive: the external port has no certificate (expected:"
                        + " mesher.tls.certFile and mesher.tls.keyFile)",
                "ssl.orders.provider.certFile: a.crt | ssl.orders.provider.certFile: unknown place orders.provider, so that"
                        + " TLS would be missing elsewhere (expected: one of ",
                "ssl.rest.consumer.certFile: a.crt | did you mean rest.Consumer?)",
            })
    void anErrorNamesTheKeyAndWhatIsExpected(String text, String message) throws IOException {
        assertThat(told(text))
                .anySatisfy(line ->
                        assertThat(line).startsWith("error: conf/tls.yaml:1: ").contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssl.rest.Consumer: {certFile: a.crt, keyFile: a.key} | ssl.rest.Consumer.certFile: ACCEPT (expected:"
                        + " ssl.rest.Consumer.verifyPeer: true and ssl.rest.Consumer.caFile)",
                "ssl.rest.Consumer.caFile: ca.crt | ssl.rest.Consumer.caFile: not used: ACCEPT (expected:"
                        + " ssl.rest.Consumer.verifyPeer: true)",
                "ssl.rest.Consumer: {caFile: ca.crt, verifyPeer: false} | ssl.rest.Consumer.verifyPeer: false: ACCEPT"
                        + " (expected: true, and the authorities' certificates in ssl.rest.Consumer.caFile)",
                "ssl.inventory.rest.Consumer.caFile: ca.crt | ssl.inventory.rest.Consumer.caFile: not used: ACCEPT (expected:"
                        + " ssl.inventory.rest.Consumer.verifyPeer: true)",
                "mesher.tls.verify: false | mesher.tls.verify: false: ACCEPT (expected: true, and the authorities'"
                        + " certificates in mesher.tls.caFile)",
                "ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key, caFile: ca.crt} |"
                        + " ssl.orders.rest.Provider.caFile: not used: the external port asks its callers for no certificate"
                        + " (expected: ssl.orders.rest.Provider.verifyPeer: true)",
                "ssl.mesher.Provider: {certFile: a.crt, keyFile: a.key, protocol: TLSv1.0} | ssl.mesher.Provider.protocol:"
                        + " TLSv1.0: taken as TLSv1.2, since older versions are broken (expected: TLSv1.2 or TLSv1.3)",
                "ssl.mesher.Provider: {certFile: a.crt, keyFile: a.key, protocols: 'TLSv1.2'} |"
                        + " ssl.mesher.Provider.protocols: TLSv1.3 is used as well: the list sets the lowest version only",
                "ssl.mesher.Provider: {certFile: a.crt, keyFile: a.key, clientAuth: NEED} | ssl.mesher.Provider.clientAuth:"
                        + " no effect in this release: Mesher expects the name of the called service in a certificate",
                "ssl.shop.rest.Provider.certFile: a.crt | ssl.shop.rest.Provider.certFile: not used: the own service is"
                        + " called orders (expected: ssl.orders.rest.Provider)",
                "ssl.inventory.grpc.Consumer.caFile: ca.crt | ssl.inventory.grpc.Consumer.caFile: no effect in this release:"
                        + " there is no such place",
                "ssl.configServer.Consumer.verifyPeer: false | ssl.configServer.Consumer.verifyPeer: no effect in this"
                        + " release: there is no such place",
                "ssl.registrator.Consumer.verifyPeer: false | ssl.registrator.Consumer.verifyPeer: no effect in this release:"
                        + " the registry is called by http, and https addresses are refused",
                "ssl: {registrator.Consumer.protocol: TLSv1.3, serviceDiscovery.Consumer.protocol: TLSv1.2} |"
                        + " ssl.serviceDiscovery.Consumer.protocol: not used for calls to the registry:"
                        + " ssl.registrator.Consumer.protocol at conf/tls.yaml:1 wins (there is one registry)",
                "'{mesher.tls: {caFile: ca.crt}, ssl.rest.Consumer.verifyPeer: false}' | mesher.tls.caFile: not used for calls"
                        + " to instances: ssl.rest.Consumer.verifyPeer at conf/tls.yaml:1 wins (a key with the place's tag wins"
                        + " over mesher.tls)",
                "'{mesher.tls: {certFile: a.crt, keyFile: a.key}, ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key}}'"
                        + " | mesher.tls.certFile: not used for the external port: ssl.orders.rest.Provider.certFile at"
                        + " conf/tls.yaml:1 wins (a key with the place's tag wins over mesher.tls)",
                "'{mesher.tls: {certFile: a.crt, keyFile: a.key}, ssl: {certFile: a.crt, keyFile: a.key}}' | ssl.certFile: not"
                        + " used for the external port: mesher.tls.certFile at conf/tls.yaml:1 wins (mesher.tls wins over keys"
                        + " for all places)",
                "'{mesher.tls.mode: plain, ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key}}' |"
                        + " ssl.orders.rest.Provider.certFile: not used for the external port: mesher.tls.mode at"
                        + " conf/tls.yaml:1 wins (it is plain)",
            })
    void aWarningNamesTheKeyAndWhatIsExpected(String text, String message) throws IOException {
        assertThat(told(text))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("warning: conf/tls.yaml:1: ")
                        .contains(message.replace("ACCEPT", ACCEPT)))
                .noneMatch(line -> line.startsWith("error"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesher.tls: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, crlFile: ca.crl}",
                "ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key, caFile: ca.crt, crlFile: ca.crl, verifyPeer: true}",
                "ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key, verifyPeer: false}",
                "ssl.rest.Consumer: {caFile: ca.crt, verifyPeer: true}",
                "ssl.rest-admin.Provider: {certFile: a.crt, keyFile: a.key}",
            })
    void aCompleteConfigurationIsSilent(String text) throws IOException {
        assertThat(told(text)).isEmpty();
    }

    @Test
    void aKeyForAllPlacesIsReportedOnce() throws IOException {
        assertThat(told("ssl: {certFile: a.crt, keyFile: a.key, protocol: TLSv1.1, cipherPlugin: aes}"))
                .filteredOn(line -> line.contains("TLSv1.1") || line.contains("aes"))
                .hasSize(2);
    }

    @Test
    void aConsumerHasNoExternalPort() throws IOException {
        config.file("chassis.yaml", "cse.protocols.http.listenAddress: 127.0.0.1:30101");
        assertThat(told("ssl.orders.rest.Provider: {certFile: a.crt, keyFile: a.key}"))
                .containsExactly(
                        "warning: conf/tls.yaml:1: ssl.orders.rest.Provider.certFile: not used: there is no external"
                                + " port (expected: servicecomb.protocols.http.listenAddress with an address that others can call)");
        assertThat(told("mesher.tls: {certFile: a.crt, keyFile: a.key}")).isEmpty();
    }

    @Test
    void anAddressWithTlsNeedsAPortWithTls() throws IOException {
        config.file("chassis.yaml", """
                cse.protocols.http: {listenAddress: '192.0.2.10:1', advertiseAddress: '192.0.2.11:1?sslEnabled=true'}
                cse.protocols.rest-admin.advertiseAddress: '192.0.2.11:2?sslEnabled=TRUE'
                """);
        assertThat(told("mesher.tls.caFile: ca.crt"))
                .containsExactly(
                        "error: conf/chassis.yaml:1: cse.protocols.http.advertiseAddress: 192.0.2.11:1?sslEnabled=true: the"
                                + " external port has no TLS (expected: mesher.tls.certFile and mesher.tls.keyFile, or"
                                + " ssl.orders.rest.Provider.certFile and ssl.orders.rest.Provider.keyFile; or an address"
                                + " without ?sslEnabled=true)",
                        "error: conf/chassis.yaml:2: cse.protocols.rest-admin.advertiseAddress: 192.0.2.11:2?sslEnabled=TRUE:"
                                + " the admin port has no TLS (expected: ssl.rest-admin.Provider.certFile and"
                                + " ssl.rest-admin.Provider.keyFile; or an address without ?sslEnabled=true)");
    }

    @Test
    void problemsOfFilesAreReportedWithAllOthers() throws IOException {
        config.file("./cut.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n");
        assertThat(told("""
                mesher.tls.certFile: cut.pem
                mesher.tls.keyFile: missing.key
                ssl.rest.Consumer: {caFile: a.key, verifyPeer: true}
                mesher.eventLoops: 0
                """))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("error: conf/tls.yaml:2: mesher.tls.keyFile: ")
                        .contains("missing.key: There is no such file."))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("error: conf/tls.yaml:3: ssl.rest.Consumer.caFile: ")
                        .contains("a.key, line 1: This is a private key, but a certificate is expected."))
                .anySatisfy(line -> assertThat(line).startsWith("error: conf/tls.yaml:4: mesher.eventLoops: 0"));
        assertThat(told("mesher.tls: {certFile: cut.pem, keyFile: a.key}"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("error: conf/tls.yaml:1: mesher.tls.certFile: ")
                        .contains("cut.pem, line 1: The block \"CERTIFICATE\" that begins here has no END line."));
    }

    @Test
    void aChangeOfRulesDoesNotDependOnTheFiles() throws IOException {
        config.file("tls.yaml", "mesher.tls: {certFile: missing.crt, keyFile: missing.key}");
        Map<String, String> environment = Map.of("CHASSIS_HOME", dir.toString(), "CAS_COMPONENT_NAME", "orders");
        assertThat(ConfigLoader.load(List.of(), environment, dir, List::of)).isInstanceOf(ConfigResult.Invalid.class);
        assertThat(ConfigLoader.load(List.of(), environment, dir, List::of, RouteTable.NONE))
                .isInstanceOf(ConfigResult.Loaded.class);
    }

    @Test
    void passphrasesAreNotShown() throws IOException {
        assertThat(Shown.isSecret("ssl.rest.Consumer.keyStoreValue")).isTrue();
        assertThat(Shown.isSecret("ssl.trustStoreValue")).isTrue();
        assertThat(told("ssl.rest.Consumer: {keyStore: a.p12, keyStoreValue: open-sesame}"))
                .anySatisfy(line -> assertThat(line).contains("a.p12: The configured passphrase is wrong."))
                .noneMatch(line -> line.contains("open-sesame"));
    }
}
