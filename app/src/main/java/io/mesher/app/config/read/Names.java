package io.mesher.app.config.read;

/** Which names are taken. */
public final class Names {
    private Names() {}

    /** As it may stand in a URL's host: letters, digits, {@code . - _}, at most 253. */
    public static boolean isHost(String text) {
        boolean ends = !text.isEmpty() && text.length() <= 253 && isAlphanumeric(text.charAt(0));
        return ends && isAlphanumeric(text.charAt(text.length() - 1)) && hasOnly(text, "._-");
    }

    /** Visible ASCII without spaces, at most 160: it goes into headers and paths. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return text.length() <= 160;
    }

    public static boolean hasOnly(String text, String more) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAlphanumeric(text.charAt(i)) && more.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
