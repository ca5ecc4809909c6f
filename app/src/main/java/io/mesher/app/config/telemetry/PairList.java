package io.mesher.app.config.telemetry;

import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Parser;
import io.mesher.app.config.source.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code name=value,name=value}, percent-encoded: how OpenTelemetry's variables hold maps (W3C Baggage, section 3.3, without
 * properties). Errors are reported without the text, which may be a secret.
 */
final class PairList implements Parser<Map<String, String>> {
    /** Tells a pair that can't be used. */
    interface Check {
        void check(String name, String value) throws BadValue;
    }

    /** Of OpenTelemetry's own limits the lowest, for attributes, is twice as much. */
    static final int MAX = 64;

    private static final String EXPECTED = "name=value,name=value, other characters than visible ASCII as %XX";

    private final Check check;

    PairList(Check check) {
        this.check = check;
    }

    @Override
    public Map<String, String> parse(String text) throws BadValue {
        Map<String, String> pairs = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length()) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            String pair = text.substring(from, end).strip();
            if (!pair.isEmpty()) {
                add(pair, pairs);
            }
            from = end + 1;
        }
        return pairs;
    }

    private void add(String pair, Map<String, String> pairs) throws BadValue {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw BadValue.because("a part without =", EXPECTED);
        }
        String name = decoded(pair.substring(0, equals).strip());
        String value = decoded(pair.substring(equals + 1).strip());
        check.check(name, value);
        pairs.put(name, value);
        if (pairs.size() > MAX) {
            throw BadValue.because("more than " + MAX + " pairs", "at most " + MAX);
        }
    }

    /** RFC 3986, section 2.1; a plus is a plus. */
    private static String decoded(String text) throws BadValue {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw BadValue.because("a % without two hexadecimal digits after it", EXPECTED);
                }
                b = (byte) (high << 4 | low);
                i += 2;
            }
            bytes[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BadValue.because("%XX that are not UTF-8", EXPECTED);
        }
    }

    @Override
    public String expected() {
        return EXPECTED;
    }

    /** The key itself, a text with all pairs, and those below it, a pair each. */
    static Map<String, String> read(KeyReader reader, String key, Check check) {
        Map<String, String> pairs = new LinkedHashMap<>(reader.read(key, Map.of(), new PairList(check)));
        String below = key + '.';
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith(below)) {
                String name = entry.key().substring(below.length());
                String value = reader.read(entry.key(), "", new Checked(name, check));
                if (!value.isEmpty()) {
                    pairs.put(name, value);
                }
            }
        }
        if (pairs.size() > MAX) {
            reader.problems().error(reader.placeOf(key), key, pairs.size() + " pairs (expected: at most " + MAX + ")");
        }
        return pairs;
    }

    private record Checked(String name, Check check) implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            check.check(name, text);
            return text;
        }

        @Override
        public String expected() {
            return "a text";
        }
    }
}
