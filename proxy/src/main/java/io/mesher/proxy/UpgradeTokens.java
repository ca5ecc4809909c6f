package io.mesher.proxy;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.Fields;

/** Which protocols a caller may switch to through Mesher. */
final class UpgradeTokens {
    private static final byte[] H2 = Ascii.bytes("h2");
    private static final byte[] H2C = Ascii.bytes("h2c");
    private static final byte[] HTTP = Ascii.bytes("http/");
    private static final byte[] TLS = Ascii.bytes("tls/");

    private UpgradeTokens() {}

    /** Not those that would hide further requests from Mesher: HTTP by any name, and TLS within the connection (RFC 2817). */
    static boolean arePassedOn(Fields fields, int upgrade) {
        FieldList protocols = new FieldList(fields, upgrade);
        while (protocols.next()) {
            if (protocols.is(H2)
                    || protocols.is(H2C)
                    || begins(fields, protocols, HTTP)
                    || begins(fields, protocols, TLS)) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(Fields fields, FieldList protocol, byte[] lowerCase) {
        int end = protocol.start() + lowerCase.length;
        return protocol.end() >= end && Ascii.equalsIgnoreCase(fields.bytes(), protocol.start(), end, lowerCase);
    }
}
