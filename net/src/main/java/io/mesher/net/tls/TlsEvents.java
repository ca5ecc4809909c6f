package io.mesher.net.tls;

import java.net.InetAddress;

/** Reports how the handshakes of a listener end. On the connection's event loop. */
public interface TlsEvents {
    /** @param nanos from the first byte, or from the connect, to the end of the handshake */
    void onSecured(InetAddress peer, TlsFacts facts, long nanos);

    void onFailed(InetAddress peer, TlsFailure why);

    /** A caller came without TLS, where both are taken. */
    void onPlain(InetAddress peer);
}
