package io.mesher.app.config.read;

import java.util.List;
import java.util.Locale;

/** Which names header fields may have in rules. */
public final class FieldNames {
    private static final String MORE = "!#$%&'*+-.^_`|~";
    private static final int MAX = 256;

    /** They say where a message ends and to whom a connection belongs (RFC 9110 §7.6.1): Mesher writes them itself. */
    private static final List<String> OWN = List.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    public static final String EXPECTED = "letters, digits and marks such as -, without spaces";

    private FieldNames() {}

    /** RFC 9110 §5.6.2. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= MAX && Names.hasOnly(text, MORE);
    }

    /** Whether a rule may neither add nor remove the field. */
    public static boolean isMeshersOwn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OWN.contains(lower) || lower.startsWith("proxy-");
    }
}
