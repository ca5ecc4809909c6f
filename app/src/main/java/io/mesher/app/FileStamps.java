package io.mesher.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * How the files of the folders that hold the configuration looked at one moment. Links are followed, so that a swapped one is a
 * change too: that is how Kubernetes replaces a ConfigMap.
 */
final class FileStamps {
    private FileStamps() {}

    /** Sizes and times: cheap, and different after a change, but perhaps also without one. */
    static String looks(List<Path> folders) {
        StringBuilder stamps = new StringBuilder();
        for (Path file : files(folders)) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.append(file)
                        .append(' ')
                        .append(attributes.size())
                        .append(' ')
                        .append(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                        .append(' ')
                        .append(attributes.fileKey())
                        .append('\n');
            } catch (IOException _) {
                stamps.append(file).append(" not there\n");
            }
        }
        return stamps.toString();
    }

    /** Of what is in them. */
    static long content(List<Path> folders) {
        CRC32C print = new CRC32C();
        for (Path file : files(folders)) {
            try {
                byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
                print.update(name);
                print.update(Files.readAllBytes(file));
            } catch (IOException _) {
                print.update(0);
            }
        }
        return print.getValue();
    }

    private static List<Path> files(List<Path> folders) {
        List<Path> all = new ArrayList<>();
        for (Path folder : folders) {
            try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
                files.forEach(all::add);
            } catch (IOException _) {
                // Gone for a moment, or for good: then its files are, too.
            }
        }
        all.sort(null);
        return all;
    }
}
