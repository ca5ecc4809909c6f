package io.mesher.app.config.tls;

import io.mesher.app.config.ConfigDir;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** One authority and one certificate for the service orders, as files in the home of a configuration. */
final class Pki {
    private Pki() {}

    /** The service orders with all ports, and the files. */
    static ConfigDir orders(Path dir) throws IOException {
        ConfigDir config = new ConfigDir(dir)
                .named()
                .env("SERVICE_PORTS", "rest:8080")
                .env("PAAS_CSE_SC_ENDPOINT", "http://10.0.0.9:30100")
                .file("chassis.yaml", "cse.protocols.http.listenAddress: 192.0.2.10:30101");
        writeTo(config);
        return config;
    }

    static void writeTo(ConfigDir config) throws IOException {
        CertificateAuthority root = CertificateAuthority.root("CN=Test CA", Instant.now());
        Issued orders = root.leaf("orders");
        config.file("./a.crt", TlsFiles.pem(orders.chain()));
        config.secret("./a.key", TlsFiles.pem(orders.key()).getBytes(StandardCharsets.US_ASCII));
        config.secret("./a.p12", TlsFiles.keyStore("PKCS12", "orders", orders, "secret"));
        config.file("./ca.crt", TlsFiles.pem(root.certificate()));
        config.file("./ca.p12", TlsFiles.trustStore("PKCS12", "secret", root.certificate()));
        config.file("./ca.crl", TlsFiles.pem(root.crl()));
    }
}
