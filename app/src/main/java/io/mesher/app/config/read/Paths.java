package io.mesher.app.config.read;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Texts to paths: of files, of directories, in URLs. */
public final class Paths {
    private Paths() {}

    /** @param home what a relative path is relative to */
    record Directory(Path home) implements Parser<Path> {
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
    public record LogFile(Path home) implements Parser<Path> {
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

    /**
     * A file to read, which isn't looked at here.
     *
     * @param home what a relative path is relative to
     */
    public record InputFile(Path home) implements Parser<Path> {
        @Override
        public Path parse(String text) throws BadValue {
            try {
                return home.resolve(text);
            } catch (InvalidPathException e) {
                throw BadValue.expected(expected());
            }
        }

        @Override
        public String expected() {
            return "the path of a file";
        }
    }

    /** A path as it goes into a request line. */
    public record UrlPath() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            boolean good = text.isEmpty() || text.startsWith("/");
            for (int i = 0; i < text.length(); i++) {
                good &= text.charAt(i) > ' ' && text.charAt(i) < 0x7F && text.charAt(i) != '#';
            }
            if (!good) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "a path that begins with /, such as /health";
        }
    }
}
