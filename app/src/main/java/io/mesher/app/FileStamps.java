package io.mesher.app;

import io.mesher.app.config.source.ContentFingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How files looked at one moment, those that weren't there among them. Links are followed, so that a swapped one is a change
 * too: that is how Kubernetes replaces a ConfigMap.
 */
final class FileStamps {
    /** Other than an empty file: loading it reports what is wrong. */
    private static final byte[] UNREADABLE = {0};

    private FileStamps() {}

    /** Sizes and times: cheap, and different after a change, but perhaps also without one. */
    static String looks(List<Path> files) {
        StringBuilder stamps = new StringBuilder();
        for (Path file : files) {
            BasicFileAttributes attributes = attributes(file);
            if (attributes != null) {
                stamps.append(file)
                        .append(' ')
                        .append(attributes.size())
                        .append(' ')
                        .append(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                        .append(' ')
                        .append(attributes.fileKey())
                        .append('\n');
            }
        }
        return stamps.toString();
    }

    /** Of what is in them, as {@code ConfigResult.Loaded.content} is. */
    static long content(List<Path> files) {
        ContentFingerprint print = new ContentFingerprint();
        for (Path file : files) {
            BasicFileAttributes attributes = attributes(file);
            if (attributes != null) {
                print.add(file, attributes.isRegularFile() ? bytes(file) : UNREADABLE);
            }
        }
        return print.value();
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ContentFingerprint.MAX_BYTES);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    /** Most aren't there, and an exception for each of these in each second is avoided. */
    private static @Nullable BasicFileAttributes attributes(Path file) {
        try {
            return file.getFileSystem().provider().readAttributesIfExists(file, BasicFileAttributes.class);
        } catch (IOException e) {
            return null;
        }
    }
}
