package io.mesher.base.text;

/** Upper and lower case of A to Z only. Host names have no other case (RFC 9110 §4.2.3, RFC 4343 §2.1). */
public final class AsciiCase {
    private AsciiCase() {}

    /** @return the same String if it has no upper-case letter */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            if (isUpper(chars[i])) {
                chars[i] = (char) (chars[i] + ('a' - 'A'));
            }
        }
        return new String(chars);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
