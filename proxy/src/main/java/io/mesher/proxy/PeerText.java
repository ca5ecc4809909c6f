package io.mesher.proxy;

import io.mesher.net.http.Ascii;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The address of a connection's caller as others are told of it. */
final class PeerText {
    private byte @Nullable [] text;

    /** Always of the same one. Not to be changed. */
    byte[] of(InetAddress peer) {
        byte[] known = text;
        if (known == null) {
            String address = peer.getHostAddress();
            int scope = address.indexOf('%');
            // A link-local address's scope means something on this machine only.
            known = Ascii.bytes(scope < 0 ? address : address.substring(0, scope));
            text = known;
        }
        return known;
    }
}
