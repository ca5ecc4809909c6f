package io.mesher.core.tls.verify;

/** Compares DNS names by RFC 9525 §6.3. */
final class DnsNames {
    private static final String ANY_LABEL = "*.";

    private DnsNames() {}

    /**
     * Whether a name of a certificate stands for the expected one. Case doesn't matter in ASCII, and so neither in A-labels; a name
     * with other characters equals none. A wildcard is the whole leftmost label and stands for exactly one label; as OpenSSL does,
     * at least two labels are demanded after it.
     */
    static boolean matches(String presented, String expected) {
        String name = withoutRoot(presented);
        String wanted = withoutRoot(expected);
        if (wanted.isEmpty() || !isAscii(wanted) || wanted.indexOf('*') >= 0) {
            return false;
        }
        if (name.indexOf('*') < 0) {
            return equal(name, wanted);
        }
        String parent = name.startsWith(ANY_LABEL) ? name.substring(ANY_LABEL.length()) : "";
        int firstDot = wanted.indexOf('.');
        return firstDot > 0
                && parent.indexOf('*') < 0
                && parent.indexOf('.') > 0
                && equal(parent, wanted.substring(firstDot + 1));
    }

    private static String withoutRoot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean equal(String name, String wanted) {
        if (name.length() != wanted.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(name.charAt(i)) != lower(wanted.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
