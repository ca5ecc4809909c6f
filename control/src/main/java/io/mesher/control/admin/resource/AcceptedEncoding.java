package io.mesher.control.admin.resource;

import java.util.Locale;

/** What a caller says of compressed answers. */
final class AcceptedEncoding {
    private AcceptedEncoding() {}

    /**
     * Whether a caller takes gzip (RFC 9110 §12.5.3).
     *
     * @param acceptEncoding the request's field; empty: it has none
     */
    static boolean hasGzip(String acceptEncoding) {
        String rest = acceptEncoding.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty()) {
            int comma = rest.indexOf(',');
            String coding = comma < 0 ? rest : rest.substring(0, comma);
            int semicolon = coding.indexOf(';');
            String name = semicolon < 0 ? coding : coding.substring(0, semicolon);
            if (name.strip().equals("gzip")) {
                return semicolon < 0 || !isZero(coding.substring(semicolon + 1).strip());
            }
            rest = comma < 0 ? "" : rest.substring(comma + 1);
        }
        return false;
    }

    /** {@code q=0}, {@code q=0.000}. */
    private static boolean isZero(String weight) {
        boolean zero = weight.startsWith("q=0");
        for (int i = 3; i < weight.length(); i++) {
            zero &= weight.charAt(i) == '.' || weight.charAt(i) == '0';
        }
        return zero;
    }
}
