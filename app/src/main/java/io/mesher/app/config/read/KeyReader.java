package io.mesher.app.config.read;

import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads keys with a type. What is wrong goes to the problems, and the fallback comes back: reading goes on to the end. */
public final class KeyReader {
    /** The longest time that most keys take. */
    public static final Duration DAY = Duration.ofHours(24);

    private final FlatKeys keys;
    private final Problems problems;

    public KeyReader(FlatKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    public FlatKeys keys() {
        return keys;
    }

    public Problems problems() {
        return problems;
    }

    public boolean has(String key) {
        return keys.find(key) != null;
    }

    /** Whether the key has a value that isn't empty, right or wrong. */
    public boolean isFilled(String key) {
        Entry entry = keys.find(key);
        if (entry == null) {
            return false;
        }
        return entry.value() instanceof Value.Scalar scalar
                ? !scalar.text().isBlank()
                : !(entry.value() instanceof Value.Items list && list.items().isEmpty());
    }

    /** The key as the user wrote it. */
    public String written(String key) {
        Entry entry = keys.find(key);
        return entry == null ? key : entry.written();
    }

    /** Where the key stands, or {@code configuration} where it doesn't. */
    public String placeOf(String key) {
        Entry entry = keys.find(key);
        return entry == null ? "configuration" : entry.place();
    }

    public <T> T read(String key, T fallback, Parser<T> parser) {
        Entry entry = keys.find(key);
        if (entry == null) {
            return fallback;
        }
        if (entry.value() instanceof Value.Scalar scalar) {
            T value = parse(entry, scalar, parser);
            return value == null ? fallback : value;
        }
        problems.error(entry.place(), entry.written(), "a list (expected: " + parser.expected() + ")");
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

    public int integer(String key, int fallback, int min, int max) {
        return read(key, fallback, new Numbers.Int(min, max));
    }

    public Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return read(key, fallback, new Times.Time(min, max));
    }

    public boolean bool(String key, boolean fallback) {
        return read(key, fallback, new Words.Bool());
    }

    /** A list, or a string with commas. Bad items are reported one by one and left out. */
    public <T> List<T> list(String key, Parser<T> parser) {
        Entry entry = keys.find(key);
        return entry == null ? List.of() : list(entry, parser);
    }

    public <T> List<T> list(Entry entry, Parser<T> parser) {
        Set<T> values = new LinkedHashSet<>();
        for (Value.Scalar scalar : scalars(entry)) {
            T value = parse(entry, scalar, parser);
            boolean again = value != null && !values.add(value);
            if (again && scalar.text().isBlank()) {
                continue;
            }
            if (again) {
                problems.warning(
                        scalar.place(),
                        entry.written(),
                        Shown.value(entry.key(), scalar.text()) + ": twice in the list, taken once");
            }
        }
        return new ArrayList<>(values);
    }

    // instanceof rather than a switch over the types: a switch links its labels at run time, which costs a start 10 ms.
    private List<Value.Scalar> scalars(Entry entry) {
        List<Value.Scalar> scalars = new ArrayList<>();
        if (entry.value() instanceof Value.Scalar scalar) {
            for (String part :
                    scalar.text().isBlank() ? new String[0] : scalar.text().split(",", -1)) {
                scalars.add(new Value.Scalar(part.strip(), scalar.place()));
            }
        } else if (entry.value() instanceof Value.Items list) {
            for (Value item : list.items()) {
                if (item instanceof Value.Scalar scalar) {
                    scalars.add(scalar);
                } else {
                    problems.error(
                            item.place(), entry.written(), "a list or keys in the list (expected: plain values)");
                }
            }
        }
        return scalars;
    }
}
