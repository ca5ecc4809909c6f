package io.mesher.app.config;

import io.mesher.core.config.LogConfig;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.TrustedPeers;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Texts to values. Classes rather than lambdas, here and in the readers: linking one lambda costs a start more than
 * loading ten small classes.
 */
final class Parsers {
    private Parsers() {}

    record Int(int min, int max) implements KeyReader.Parser<Integer> {
        @Override
        public Integer parse(String text) throws BadValue {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below, in one form with the bounds.
            }
            throw BadValue.expected(expected());
        }

        @Override
        public String expected() {
            return min + " to " + max;
        }
    }

    /** As the original writes times. */
    record Millis() implements KeyReader.Parser<Duration> {
        @Override
        public Duration parse(String text) throws BadValue {
            try {
                int value = Integer.parseInt(text);
                if (value >= 1) {
                    return Duration.ofMillis(value);
                }
            } catch (NumberFormatException e) {
                if (!text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1))) {
                    throw BadValue.expected("milliseconds without a unit, " + expected());
                }
            }
            throw BadValue.expected(expected());
        }

        @Override
        public String expected() {
            return "1 to " + Integer.MAX_VALUE;
        }
    }

    /** A share, in decimals. */
    record Ratio() implements KeyReader.Parser<Double> {
        private static final int MAX_CHARACTERS = 20;

        @Override
        public Double parse(String text) throws BadValue {
            boolean plain = text.length() <= MAX_CHARACTERS;
            boolean digits = false;
            for (int i = 0; i < text.length() && plain; i++) {
                boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
                digits |= digit;
                plain = digit || (text.charAt(i) == '.' && text.indexOf('.') == i);
            }
            double value = plain && digits ? Double.parseDouble(text) : 2;
            if (value > 1) {
                throw BadValue.expected(expected());
            }
            return value;
        }

        @Override
        public String expected() {
            return "0 to 1";
        }
    }

    record Time(Duration min, Duration max) implements KeyReader.Parser<Duration> {
        @Override
        public Duration parse(String text) throws BadValue {
            Duration value = Durations.parse(text);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw BadValue.expected(expected());
            }
            return value;
        }

        @Override
        public String expected() {
            return "a duration from " + Durations.text(min) + " to " + Durations.text(max);
        }
    }

    /** YAML 1.1, which the original reads, also says yes and no, on and off. */
    record Bool() implements KeyReader.Parser<Boolean> {
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

    /** What a client can send behind {@code Bearer} (RFC 6750 §2.1), too long to be guessed. */
    record AccessToken() implements KeyReader.Parser<String> {
        private static final int MIN = 16;
        private static final int MAX = 512;

        @Override
        public String parse(String text) throws BadValue {
            boolean fits = text.length() >= MIN && text.length() <= MAX;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                fits &= (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || "-._~+/=".indexOf(c) >= 0;
            }
            if (!fits) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return MIN + " to " + MAX
                    + " of the characters A-Z a-z 0-9 - . _ ~ + / =, such as openssl rand -hex 32 prints";
        }
    }

    /** A name of a service or an application, as it may stand in a URL's host. */
    record Name() implements KeyReader.Parser<String> {
        private static final int MAX = 128;

        @Override
        public String parse(String text) throws BadValue {
            if (text.length() > MAX || !Names.isHost(text)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to " + MAX + " letters, digits and . - _, with a letter or digit at both ends";
        }
    }

    record Word() implements KeyReader.Parser<String> {
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

    /** One of a few words, as they are written. */
    record OneOf(List<String> words) implements KeyReader.Parser<String> {
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

    /** As {@link Word}, but never empty. */
    record Token(int max) implements KeyReader.Parser<String> {
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
    record Text(int max) implements KeyReader.Parser<String> {
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

    record Zone() implements KeyReader.Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (text.isEmpty() || text.length() > 128 || !Names.hasOnly(text, "._-")) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to 128 letters, digits and . - _";
        }
    }

    /** A version as the registry takes it. */
    record Version() implements KeyReader.Parser<String> {
        private static final int MAX_PART = 32_767;
        private static final int MAX_PARTS = 4;

        @Override
        public String parse(String text) throws BadValue {
            int parts = 0;
            int part = -1;
            for (int i = 0; i <= text.length() && parts <= MAX_PARTS; i++) {
                char c = i < text.length() ? text.charAt(i) : '.';
                if (c == '.') {
                    parts = part < 0 || part > MAX_PART ? MAX_PARTS + 1 : parts + 1;
                    part = -1;
                } else if (c >= '0' && c <= '9') {
                    part = Math.min(MAX_PART + 1, Math.max(0, part) * 10 + c - '0');
                } else {
                    part = MAX_PART + 1;
                }
            }
            if (!text.isEmpty() && (parts > MAX_PARTS || text.length() > 64)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to 4 numbers from 0 to 32767 with dots, such as 1.2.0: the registry takes no other";
        }
    }

    record Host() implements KeyReader.Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!Names.isHost(text) && IpLiteral.parse(text) == null) {
                throw BadValue.expected(expected());
            }
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        public String expected() {
            return "a host name or an IP address, without a port";
        }
    }

    record Level() implements KeyReader.Parser<LogConfig.Level> {
        @Override
        public LogConfig.Level parse(String text) throws BadValue {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "debug" -> LogConfig.Level.DEBUG;
                case "info" -> LogConfig.Level.INFO;
                case "warn", "warning" -> LogConfig.Level.WARN;
                // The original's FATAL also ends the process, which no level does here.
                case "error", "fatal" -> LogConfig.Level.ERROR;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "debug, info, warn or error";
        }
    }

    record Format() implements KeyReader.Parser<LogConfig.Format> {
        @Override
        public LogConfig.Format parse(String text) throws BadValue {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "text" -> LogConfig.Format.TEXT;
                case "json" -> LogConfig.Format.JSON;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "text or json";
        }
    }

    record Codes() implements KeyReader.Parser<StatusCodes> {
        @Override
        public StatusCodes parse(String text) throws BadValue {
            return switch (text) {
                case "correct" -> StatusCodes.CORRECT;
                case "original" -> StatusCodes.ORIGINAL;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "correct or original";
        }
    }

    /** @param home what a relative path is relative to */
    record Directory(Path home) implements KeyReader.Parser<Path> {
        @Override
        public Path parse(String text) throws BadValue {
            try {
                Path dir = home.resolve(text);
                if (!text.isEmpty() && (Files.isDirectory(dir) || Files.notExists(dir))) {
                    return dir;
                }
            } catch (InvalidPathException e) {
                // Said below.
            }
            throw BadValue.expected(expected());
        }

        @Override
        public String expected() {
            return "the path of a directory, which need not exist";
        }
    }

    /** @param home what a relative path is relative to */
    record LogFile(Path home) implements KeyReader.Parser<Path> {
        @Override
        public Path parse(String text) throws BadValue {
            try {
                Path file = home.resolve(text);
                if (!text.isEmpty() && file.getFileName() != null && !Files.isDirectory(file)) {
                    return file;
                }
            } catch (InvalidPathException e) {
                // Said below.
            }
            throw BadValue.expected(expected());
        }

        @Override
        public String expected() {
            return "the path of a file, which need not exist";
        }
    }

    record Range() implements KeyReader.Parser<TrustedPeers.Cidr> {
        @Override
        public TrustedPeers.Cidr parse(String text) throws BadValue {
            int slash = text.indexOf('/');
            InetAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw BadValue.expected(expected());
            }
            int max = address.getAddress().length * 8;
            String bits = slash < 0 ? String.valueOf(max) : text.substring(slash + 1);
            try {
                return new TrustedPeers.Cidr(address, new Int(0, max).parse(bits));
            } catch (BadValue e) {
                throw BadValue.because("bad prefix", "0 to " + max + " bits");
            }
        }

        @Override
        public String expected() {
            return "an IP address or a range, such as 10.0.0.0/8 or fd00::/8";
        }
    }
}
