package io.mesher.net.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Has the JDK's TLS ask our own check, and keeps the answer. For one connection. */
final class JdkPeerCheck extends X509ExtendedTrustManager {
    private final PeerQuestion question;
    private PeerCheck.@Nullable Answer answer;

    JdkPeerCheck(PeerQuestion question) {
        this.question = question;
    }

    PeerCheck.@Nullable Answer answer() {
        return answer;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        byte[][] der = new byte[chain.length][];
        for (int i = 0; i < chain.length; i++) {
            der[i] = chain[i].getEncoded();
        }
        PeerCheck.Answer said = question.ask(der);
        answer = said;
        if (said instanceof PeerCheck.Refused(TlsFailure.Rejected why)) {
            throw new CertificateException(why.code());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String auth, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String auth, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String auth, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String auth, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String auth) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String auth) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
