package io.mesher.it.docs;

import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Markdown file of the project, as the blocks that stand in it. */
record Document(String name, List<Block> blocks) {
    /** Others would be neither run nor held to anything. */
    private static final Set<String> LANGUAGES = Set.of("sh", "text", "yaml", "dockerfile");

    Document {
        blocks = List.copyOf(blocks);
    }

    static Document read(String name) throws IOException {
        return read(name, null);
    }

    /** @param headings the sections to read, as in {@code Set.of("## Look inside")}; null for all */
    static Document read(String name, @Nullable Set<String> headings) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(ProjectTree.root().resolve(name));
        boolean wanted = headings == null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (headings != null && line.startsWith("## ")) {
                wanted = headings.contains(line);
            } else if (line.startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                if (wanted) {
                    blocks.add(block(name + ":" + (i + 1), line.substring(3), lines.subList(i + 1, end)));
                }
                i = end;
            }
        }
        if (blocks.stream().noneMatch(Block::isCommands)) {
            throw new AssertionError(name + ": no commands found" + (headings == null ? "" : " below " + headings));
        }
        return new Document(name, blocks);
    }

    private static Block block(String place, String language, List<String> lines) {
        if (!LANGUAGES.contains(language)) {
            throw new AssertionError(place + ": a block of '" + language + "' (expected: one of " + LANGUAGES + ")");
        }
        return new Block(place, language, String.join("\n", lines) + "\n");
    }

    /** The only block of this language. */
    Block only(String language) {
        List<Block> found = blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + ": " + found.size() + " blocks of " + language + " (expected: one)");
        }
        return found.getFirst();
    }
}
