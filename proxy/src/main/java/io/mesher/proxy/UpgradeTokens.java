package io.mesher.proxy;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.Fields;

/** Which protocols a caller may switch to through Mesher. */
final class UpgradeTokens {
    private static final byte[] H2C = Ascii.bytes("h2c");
    private static final byte[] TLS = Ascii.bytes("tls/");

    private UpgradeTokens() {}

    /** Not those that would hide further requests from Mesher: HTTP/2 without TLS, and TLS within the connection (RFC 2817). */
    static boolean arePassedOn(Fields fields, int upgrade) {
        FieldList protocols = new FieldList(fields, upgrade);
        while (protocols.next()) {
            int from = protocols.start();
            boolean tls = protocols.end() - from >= TLS.length
                    && Ascii.equalsIgnoreCase(fields.bytes(), from, from + TLS.length, TLS);
            if (tls || protocols.is(H2C)) {
                return false;
            }
        }
        return true;
    }
}
