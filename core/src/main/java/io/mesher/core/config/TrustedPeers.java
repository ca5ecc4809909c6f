package io.mesher.core.config;

import java.net.InetAddress;
import java.util.List;

/** Addresses whose forwarding headers are believed ({@code mesher.trustedPeers}); loopback always is. */
public final class TrustedPeers {
    /**
     * An address range.
     *
     * @param network the address bytes, 4 or 16
     * @param prefixBits 0 to 32 or 128
     */
    public record Cidr(InetAddress network, int prefixBits) {
        public Cidr {
            int max = network.getAddress().length * 8;
            if (prefixBits < 0 || prefixBits > max) {
                throw new IllegalArgumentException("prefix: " + prefixBits + " (expected: 0 to " + max + ")");
            }
        }

        boolean contains(byte[] address) {
            byte[] own = network.getAddress();
            if (own.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((own[bit >> 3] ^ address[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    public static final TrustedPeers LOOPBACK_ONLY = new TrustedPeers(List.of());

    private final List<Cidr> ranges;

    public TrustedPeers(List<Cidr> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Asked once per connection, not per request. */
    public boolean contains(InetAddress peer) {
        if (peer.isLoopbackAddress()) {
            return true;
        }
        byte[] address = peer.getAddress();
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    public List<Cidr> ranges() {
        return ranges;
    }
}
