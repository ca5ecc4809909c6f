package io.mesher.proxy;

import io.mesher.net.http.Ascii;
import java.net.InetAddress;

/** A caller's address as others are told of it. */
final class PeerText {
    private PeerText() {}

    static byte[] of(InetAddress peer) {
        String text = peer.getHostAddress();
        int scope = text.indexOf('%');
        // A link-local address's scope means something on this machine only.
        return Ascii.bytes(scope < 0 ? text : text.substring(0, scope));
    }
}
