package io.mesher.registry.client.answer;

/** Kinds of ASCII characters. */
public final class Characters {
    private Characters() {}

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** What stands in names beside letters and digits: dot, hyphen, underscore. */
    public static boolean isNamePart(int c) {
        return isAlphanumeric(c) || c == '.' || c == '-' || c == '_';
    }
}
