package io.mesher.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads keys with a type. What is wrong goes to the problems, and the fallback comes back: reading goes on to the end. */
final class KeyReader {
    /** Turns a text into a value. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws BadValue;
    }

    private final FlatKeys keys;
    private final Problems problems;

    KeyReader(FlatKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    FlatKeys keys() {
        return keys;
    }

    Problems problems() {
        return problems;
    }

    boolean has(String key) {
        return keys.find(key) != null;
    }

    /** Where the key stands, or {@code configuration} where it doesn't. */
    String placeOf(String key) {
        Entry entry = keys.find(key);
        return entry == null ? "configuration" : entry.place();
    }

    /** @param expected what a list in place of the value is answered with */
    <T> T read(String key, T fallback, String expected, Parser<T> parser) {
        Entry entry = keys.find(key);
        if (entry == null) {
            return fallback;
        }
        if (entry.value() instanceof Value.Scalar scalar) {
            T value = parse(entry, scalar, parser);
            return value == null ? fallback : value;
        }
        problems.error(entry.place(), entry.written(), "a list (expected: " + expected + ")");
        return fallback;
    }

    private <T> @Nullable T parse(Entry entry, Value.Scalar scalar, Parser<T> parser) {
        String text = scalar.text().strip();
        try {
            return parser.parse(text);
        } catch (BadValue e) {
            problems.error(scalar.place(), entry.written(), Shown.value(entry.key(), text) + e.why());
            return null;
        }
    }

    int integer(String key, int fallback, int least, int most) {
        String expected = least + " to " + most;
        return read(key, fallback, expected, text -> integer(text, least, most));
    }

    private static int integer(String text, int least, int most) throws BadValue {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, in one form with the bounds.
        }
        throw BadValue.expected(least + " to " + most);
    }

    Duration duration(String key, Duration fallback, Duration least, Duration most) {
        String expected = "a duration from " + Durations.text(least) + " to " + Durations.text(most);
        return read(key, fallback, expected, text -> {
            Duration value = Durations.parse(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw BadValue.expected(expected);
            }
            return value;
        });
    }

    /** YAML 1.1, which the original reads, also says yes and no, on and off. */
    boolean bool(String key, boolean fallback) {
        return read(key, fallback, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw BadValue.expected("true or false");
        });
    }

    /** A list, or a string with commas. Bad items are told one by one and left out. */
    <T> List<T> list(String key, Parser<T> parser) {
        Entry entry = keys.find(key);
        return entry == null ? List.of() : list(entry, parser);
    }

    <T> List<T> list(Entry entry, Parser<T> parser) {
        List<T> values = new ArrayList<>();
        for (Value.Scalar scalar : scalars(entry)) {
            T value = parse(entry, scalar, parser);
            if (value != null && values.contains(value)) {
                problems.warning(
                        scalar.place(),
                        entry.written(),
                        Shown.value(entry.key(), scalar.text()) + ": twice in the list, taken once");
            } else if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private List<Value.Scalar> scalars(Entry entry) {
        List<Value.Scalar> scalars = new ArrayList<>();
        switch (entry.value()) {
            case Value.Scalar scalar -> {
                for (String part :
                        scalar.text().isBlank() ? new String[0] : scalar.text().split(",", -1)) {
                    scalars.add(new Value.Scalar(part.strip(), scalar.place()));
                }
            }
            case Value.Items list -> {
                for (Value item : list.items()) {
                    if (item instanceof Value.Scalar scalar) {
                        scalars.add(scalar);
                    } else {
                        problems.error(
                                item.place(), entry.written(), "a list or keys in the list (expected: plain values)");
                    }
                }
            }
            case Value.Keys keysInside ->
                problems.error(keysInside.place(), entry.written(), "keys (expected: a list of plain values)");
        }
        return scalars;
    }
}
