package io.mesher.net.http;

import io.mesher.net.tls.TlsFacts;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What is known about a caller's connection, whatever protocol it speaks. Without TLS, shared by the connections of one peer; event loop only. */
public final class ConnectionFacts {
    private static final byte[] HTTP = Ascii.bytes("http");

    private static final byte[] HTTPS = Ascii.bytes("https");

    private final InetAddress peer;
    private final @Nullable TlsFacts tls;
    private byte @Nullable [] peerText;

    public ConnectionFacts(InetAddress peer) {
        this(peer, null);
    }

    private ConnectionFacts(InetAddress peer, @Nullable TlsFacts tls) {
        this.peer = peer;
        this.tls = tls;
    }

    /** Of one of this peer's connections, when its handshake has succeeded. */
    public ConnectionFacts secured(TlsFacts facts) {
        return new ConnectionFacts(peer, facts);
    }

    /** Null: the connection is not encrypted. */
    public @Nullable TlsFacts tls() {
        return tls;
    }

    public InetAddress peer() {
        return peer;
    }

    /** The peer's address as others may read it: no port, no scope, which means something on this machine only. Not to be changed. */
    public byte[] peerText() {
        byte[] known = peerText;
        if (known == null) {
            String address = peer.getHostAddress();
            int scope = address.indexOf('%');
            known = Ascii.bytes(scope < 0 ? address : address.substring(0, scope));
            peerText = known;
        }
        return known;
    }

    /** The scheme of the URLs that are served here. Not to be changed. */
    public byte[] scheme() {
        return tls == null ? HTTP : HTTPS;
    }
}
