package io.mesher.control.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Numbers from a process's directory in Linux' procfs, read again for each scrape. These files are made in memory: nothing waits. */
final class ProcFiles {
    /** What other systems answer to everything. */
    static final long UNKNOWN = -1;

    private final Path directory;
    private final List<String> status;

    ProcFiles(Path directory) {
        this.directory = directory;
        this.status = lines("status");
    }

    long residentBytes() {
        return kibibytes("VmRSS:");
    }

    long virtualBytes() {
        return kibibytes("VmSize:");
    }

    long threads() {
        return number(status, "Threads:");
    }

    long openFiles() {
        String[] descriptors = directory.resolve("fd").toFile().list();
        // One of them is the listing's own.
        return descriptors == null ? UNKNOWN : descriptors.length - 1L;
    }

    /** Unknown also where there is no limit. */
    long maxOpenFiles() {
        return number(lines("limits"), "Max open files");
    }

    private long kibibytes(String label) {
        long value = number(status, label);
        return value == UNKNOWN ? UNKNOWN : value * 1024;
    }

    /** The number after the label. */
    private static long number(List<String> lines, String label) {
        for (String line : lines) {
            if (line.startsWith(label)) {
                String value = line.substring(label.length()).strip();
                int end = 0;
                while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
                    end++;
                }
                return end == 0 || end > 15 ? UNKNOWN : Long.parseLong(value, 0, end, 10);
            }
        }
        return UNKNOWN;
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(directory.resolve(file));
        } catch (IOException _) {
            return List.of();
        }
    }
}
