package io.mesher.app.config.read;

import java.util.List;
import java.util.Locale;

/** Texts that stay texts, or mean yes or no. */
public final class Words {
    private Words() {}

    /** YAML 1.1, which CSE Mesher reads, also says yes and no, on and off. */
    public record Bool() implements Parser<Boolean> {
        @Override
        public Boolean parse(String text) throws BadValue {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** One of a few words, as they are written. */
    public record OneOf(List<String> words) implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!words.contains(text)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            int last = words.size() - 1;
            return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        }
    }

    record Word() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!Names.isToken(text)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "at most 160 visible ASCII characters without spaces";
        }
    }

    /** As {@link Word}, but never empty. */
    public record Token(int max) implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (text.isEmpty() || text.length() > max || !Names.isToken(text)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to " + max + " visible ASCII characters without spaces";
        }
    }

    /** Any text on one line. */
    public record Text(int max) implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    throw BadValue.expected(expected());
                }
            }
            if (text.length() > max) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "a text without control characters"
                    + (max == Integer.MAX_VALUE ? "" : ", at most " + max + " characters");
        }
    }
}
