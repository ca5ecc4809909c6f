package io.mesher.core.config;

import java.nio.file.Path;

/**
 * A log file, and when the next one is begun ({@code logRotate…} of lager.yaml).
 *
 * @param path of the present file, absolute
 * @param maxBytes 0: never by size
 * @param maxDays 0: never by age
 * @param backups earlier files that are kept
 * @param compress whether those are gzipped
 */
public record RotatedFile(Path path, long maxBytes, int maxDays, int backups, boolean compress) {}
