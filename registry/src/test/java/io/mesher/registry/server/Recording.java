package io.mesher.registry.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A request to a real Service Center, and its answer. */
record Recording(
        String name,
        String method,
        String path,
        Map<String, String> fields,
        String body,
        int status,
        Map<String, String> answerFields,
        String answer) {
    private static final Path FOLDER = Path.of("src/test/resources/recordings");

    /** In the order in which they were made. */
    static List<Recording> all(String glob) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches(glob))
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        try {
            Map<String, Object> tree = Tree.object(Tree.parse(Files.readString(file)));
            Map<String, Object> request = Tree.object(tree.getOrDefault("request", Map.of()));
            Map<String, Object> response = Tree.object(tree.getOrDefault("response", Map.of()));
            return new Recording(
                    file.getFileName().toString().replace(".json", ""),
                    request.getOrDefault("method", "").toString(),
                    request.getOrDefault("path", "").toString(),
                    texts(request.getOrDefault("headers", Map.of())),
                    body(request.getOrDefault("body", "")),
                    Integer.parseInt(
                            ((Tree.Scalar) response.getOrDefault("status", new Tree.Scalar("number", "0"))).text()),
                    pairs(response.getOrDefault("headers", List.of())),
                    response.getOrDefault("bodyText", "") instanceof String text ? text : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(Object body) {
        return switch (body) {
            case String text -> text;
            case Tree.Scalar _ -> "";
            default -> Tree.text(body);
        };
    }

    private static Map<String, String> texts(Object tree) {
        Map<String, String> texts = new LinkedHashMap<>();
        Tree.object(tree).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static Map<String, String> pairs(Object tree) {
        Map<String, String> pairs = new TreeMap<>();
        for (Object pair : Tree.list(tree)) {
            List<Object> both = Tree.list(pair);
            pairs.put(
                    both.getFirst().toString().toLowerCase(Locale.ROOT),
                    both.getLast().toString());
        }
        return pairs;
    }
}
