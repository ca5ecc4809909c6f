package io.mesher.app.config.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One file of the configuration: bytes to keys, or the problem that it is. */
final class YamlFile {
    private final Path path;
    private final String shown;
    private final Problems problems;
    private final ContentFingerprint print;

    /**
     * @param shown the path as it stands in messages
     * @param print takes what is read
     */
    YamlFile(Path path, String shown, Problems problems, ContentFingerprint print) {
        this.path = path;
        this.shown = shown;
        this.problems = problems;
        this.print = print;
    }

    /** Adds its keys to the rest. A file that can't be read adds none, but a problem. */
    void addTo(FlatKeys keys, Placeholders placeholders) {
        String text = text();
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            new Flattening(shown, keys, placeholders, problems).add(YamlTree.of(text));
        } catch (YamlProblem e) {
            problems.error(e.line() > 0 ? shown + ":" + e.line() : shown, "", e.text());
        }
    }

    private @Nullable String text() {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            problems.error(shown, "", "not a regular file (expected: a YAML file)");
            return null;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(ContentFingerprint.MAX_BYTES);
            if (bytes.length > YamlTree.MAX_BYTES) {
                problems.error(shown, "", "larger than 4 MiB (expected: a configuration file)");
                return null;
            }
            print.add(path, bytes);
            return decode(bytes);
        } catch (NoSuchFileException e) {
            problems.error(shown, "", "a link to a file that doesn't exist (expected: a YAML file)");
        } catch (AccessDeniedException e) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isExecutable(folder)) {
                // Reported once, with the folder.
                return null;
            }
            problems.error(shown, "", "can't be read: access denied (expected: a file that Mesher's user may read)");
        } catch (IOException e) {
            problems.error(shown, "", "can't be read: " + Shown.text(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private @Nullable String decode(byte[] bytes) {
        // Editors on Windows write a byte order mark; YAML allows it at the start.
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        ByteBuffer in = ByteBuffer.wrap(bytes, mark ? 3 : 0, bytes.length - (mark ? 3 : 0));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            problems.error(shown + ":" + line, "", "not UTF-8 text (expected: a YAML file in UTF-8)");
            return null;
        }
    }
}
