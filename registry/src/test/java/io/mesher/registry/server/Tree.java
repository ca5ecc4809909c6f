package io.mesher.registry.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, texts and {@link Scalar}s, for tests. */
final class Tree {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /** What is neither object, array nor text, as it stands in the document. */
    record Scalar(String type, String text) {}

    private Tree() {}

    static Object parse(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object tree) {
        return (List<Object>) tree;
    }

    private static Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        String type = token.isNumeric() ? "number" : token.isBoolean() ? "boolean" : "null";
        return new Scalar(type, parser.getString());
    }

    /** As a document again. */
    static String text(Object tree) {
        return canonical("", tree, (_, text) -> quoted(text), false);
    }

    /**
     * A text that is the same for trees that differ only in the order of their fields and items.
     *
     * @param leaf what stands for a text, by the name of its field
     */
    static String canonical(Object tree, BiFunction<String, String, String> leaf) {
        return canonical("", tree, leaf, true);
    }

    /** Only names and types: an array is the set of what its items look like. */
    static String shape(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, String> parts = new TreeMap<>();
                map.forEach((name, value) -> parts.put(String.valueOf(name), shape(value)));
                yield parts.toString();
            }
            case List<?> list -> {
                Set<String> items = new TreeSet<>();
                list.forEach(item -> items.add(shape(item)));
                yield items.toString();
            }
            case Scalar scalar -> scalar.type();
            default -> "text";
        };
    }

    private static String canonical(String name, Object tree, BiFunction<String, String, String> leaf, boolean sorted) {
        return switch (tree) {
            case Map<?, ?> map -> {
                List<String> parts = new ArrayList<>();
                map.forEach((field, value) -> parts.add(
                        quoted(String.valueOf(field)) + ":" + canonical(String.valueOf(field), value, leaf, sorted)));
                yield joined("{", parts, "}", sorted);
            }
            case List<?> list -> {
                List<String> parts = new ArrayList<>();
                list.forEach(item -> parts.add(canonical(name, item, leaf, sorted)));
                yield joined("[", parts, "]", sorted);
            }
            case Scalar scalar -> scalar.text();
            default -> leaf.apply(name, tree.toString());
        };
    }

    private static String joined(String begin, List<String> parts, String end, boolean sorted) {
        if (sorted) {
            parts.sort(null);
        }
        return begin + String.join(",", parts) + end;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
