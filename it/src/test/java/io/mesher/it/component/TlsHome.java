package io.mesher.it.component;

import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An authority and the files that it issues, for Meshers and for clients that aren't. */
public final class TlsHome {
    private static final char[] PASSPHRASE = "secret".toCharArray();

    private final Path folder;
    final CertificateAuthority authority = CertificateAuthority.root("CN=Test CA", Instant.now());

    public TlsHome(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        write("ca.crt", TlsFiles.pem(authority.certificate()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Lines of mesher.yaml for mutual TLS. */
    String keys(Issued issued, String name) throws IOException {
        Path certificate = write(name + ".crt", TlsFiles.pem(issued.chain()));
        Path key = write(name + ".key", TlsFiles.pem(issued.key()));
        return "mesher.tls.certFile: " + certificate + "\nmesher.tls.keyFile: " + key + "\nmesher.tls.caFile: "
                + folder.resolve("ca.crt") + "\n";
    }

    public String keys(String service) throws IOException {
        return keys(authority.leaf(service), service);
    }

    /** Of a client in this process. {@code issued}: null if it shows no certificate. */
    SSLContext client(@Nullable Issued issued) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (issued != null) {
            own.setKeyEntry("own", issued.key(), PASSPHRASE, issued.chain().toArray(Certificate[]::new));
        }
        keys.init(own, PASSPHRASE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
