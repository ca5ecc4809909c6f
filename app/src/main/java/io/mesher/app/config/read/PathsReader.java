package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Value;
import io.mesher.core.config.RegistrationConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code servicecomb.service.paths}: a list of paths, each a text or with properties. */
final class PathsReader {
    private static final String EXPECTED = "paths, each such as /orders or {path: /orders, property: {name: text}}";
    /** Beside letters and digits, as the registry takes them. */
    private static final String MARKS = ".,?'\\/+&;%$#=~_-@{}";

    private final KeyReader reader;

    PathsReader(KeyReader reader) {
        this.reader = reader;
    }

    List<RegistrationConfig.Path> read() {
        List<RegistrationConfig.Path> paths = new ArrayList<>();
        Entry entry = reader.keys().find(Keys.SERVICE_PATHS);
        if (entry == null) {
            return paths;
        }
        List<Value> items = entry.value() instanceof Value.Items list ? list.items() : List.of(entry.value());
        for (Value item : items) {
            RegistrationConfig.Path path = path(item);
            if (path == null) {
                reader.problems().error(item.place(), entry.written(), "not a path (expected: " + EXPECTED + ")");
            } else {
                paths.add(path);
            }
        }
        return paths;
    }

    private static RegistrationConfig.@Nullable Path path(Value item) {
        if (item instanceof Value.Scalar scalar) {
            return path(scalar, Map.of());
        }
        if (!(item instanceof Value.Keys keys)) {
            return null;
        }
        Value property = keys.values().get("property");
        Map<String, String> properties = property == null || isEmpty(property) ? Map.of() : texts(property);
        boolean others = keys.values().size() > (property == null ? 1 : 2);
        return properties != null && !others && keys.values().get("path") instanceof Value.Scalar path
                ? path(path, properties)
                : null;
    }

    private static boolean isEmpty(Value value) {
        return value instanceof Value.Scalar scalar && scalar.text().isEmpty();
    }

    private static RegistrationConfig.@Nullable Path path(Value.Scalar scalar, Map<String, String> properties) {
        String text = scalar.text().strip();
        return text.isEmpty() || !Names.hasOnly(text, MARKS) ? null : new RegistrationConfig.Path(text, properties);
    }

    private static @Nullable Map<String, String> texts(Value value) {
        if (!(value instanceof Value.Keys keys)) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : keys.values().entrySet()) {
            if (!(entry.getValue() instanceof Value.Scalar scalar)) {
                return null;
            }
            texts.put(entry.getKey(), scalar.text());
        }
        return texts;
    }
}
