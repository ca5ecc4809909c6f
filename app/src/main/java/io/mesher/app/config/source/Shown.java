package io.mesher.app.config.source;

import java.nio.file.Path;
import java.util.Locale;

/** How users' texts look in messages: on one line, of bounded length, secrets left out. */
public final class Shown {
    private static final int MAX = 100;
    private static final int MAX_OF_KEY = 200;
    private static final String[] SECRET = {
        "password",
        "passwd",
        "pwd",
        "secret",
        "token",
        "credential",
        "passphrase",
        "privatekey",
        "accesskey",
        "authorization",
        "cookie",
        "apikey",
        "api-key",
        "tracing.headers",
        "storevalue"
    };

    private Shown() {}

    /** The value, unless the key's name says that it is secret. */
    public static String value(String key, String value) {
        if (isSecret(key) || hasUser(value)) {
            return "(value not shown)";
        }
        return value.isEmpty() ? "empty" : text(value);
    }

    /** Whether a value may be a secret whatever its key says. */
    public static boolean looksSecret(String value) {
        return hasUser(value) || value.regionMatches(true, 0, "Bearer ", 0, 7) || value.contains("PRIVATE KEY-----");
    }

    /** A URL with a user mostly has a password too. */
    private static boolean hasUser(String value) {
        int scheme = value.indexOf("://");
        return scheme >= 0 && value.indexOf('@', scheme) >= 0;
    }

    public static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        for (String word : SECRET) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Nobody's file may write control characters to a terminal or a second line to a log. */
    public static String text(String text) {
        return text(text, MAX);
    }

    public static String key(String key) {
        return text(key, MAX_OF_KEY);
    }

    private static String text(String text, int max) {
        int end = Math.min(text.length(), max);
        StringBuilder out = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c);
        }
        return end < text.length() ? out.append('…').toString() : out.toString();
    }

    /** Relative to the working directory where it is below that: shorter, and what the user typed. */
    public static String path(Path path, Path workingDir) {
        Path absolute = path.toAbsolutePath().normalize();
        Path base = workingDir.toAbsolutePath().normalize();
        // Below the root, what a service manager starts would otherwise name a file that nobody finds.
        boolean below = base.getNameCount() > 0 && absolute.startsWith(base) && !absolute.equals(base);
        Path shown = below ? base.relativize(absolute) : absolute;
        return text(shown.toString(), 4096);
    }
}
