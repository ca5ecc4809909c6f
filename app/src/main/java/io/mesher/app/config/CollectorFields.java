package io.mesher.app.config;

import io.mesher.core.config.TracingConfig.SecretFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Header fields for a collector, mostly credentials: no message has a value of theirs. */
final class CollectorFields implements PairList.Check {
    private static final int MAX_CHARS = 4096;
    /** What is sent with them. */
    private static final List<String> OWN = List.of("content-type", "content-encoding");

    @Override
    public void check(String name, String value) throws BadValue {
        if (!FieldNames.isToken(name)) {
            throw BadValue.because("a name that no header has", FieldNames.EXPECTED);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (FieldNames.isMeshersOwn(name) || OWN.contains(lower)) {
            throw BadValue.because("Mesher itself sets " + lower, "another header");
        }
        boolean good = !value.isBlank() && value.length() <= MAX_CHARS;
        for (int i = 0; i < value.length() && good; i++) {
            good = value.charAt(i) >= ' ' && value.charAt(i) <= '~';
        }
        if (!good) {
            throw BadValue.because(
                    "a value that no header has", "1 to " + MAX_CHARS + " visible ASCII characters and spaces");
        }
    }

    static SecretFields lines(Map<String, String> pairs) throws BadValue {
        Set<String> names = new HashSet<>();
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            if (!names.add(pair.getKey().toLowerCase(Locale.ROOT))) {
                throw BadValue.because("a name twice, in different case", "each header once");
            }
            lines.append(pair.getKey())
                    .append(": ")
                    .append(pair.getValue().strip())
                    .append("\r\n");
        }
        if (lines.length() > 2 * MAX_CHARS) {
            throw BadValue.because("too much", "at most " + 2 * MAX_CHARS + " characters in all");
        }
        return pairs.isEmpty() ? SecretFields.NONE : new SecretFields(lines.toString());
    }

    static SecretFields read(KeyReader reader) {
        try {
            return lines(PairList.read(reader, TracingKeys.HEADERS, new CollectorFields()));
        } catch (BadValue e) {
            reader.problems()
                    .error(reader.placeOf(TracingKeys.HEADERS), TracingKeys.HEADERS, "(value not shown)" + e.why());
            return SecretFields.NONE;
        }
    }
}
