package io.mesher.registry.client;

/** Kinds of ASCII characters. */
final class Characters {
    private Characters() {}

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** What stands in names beside letters and digits: dot, hyphen, underscore. */
    static boolean isNamePart(int c) {
        return isAlphanumeric(c) || c == '.' || c == '-' || c == '_';
    }
}
