package io.mesher.control.admin;

import java.util.List;

/**
 * The configuration as it would be read now.
 *
 * @param changed whether the files are others than at the start
 * @param refused why they would be refused; empty where they are good
 * @param keys those that have a value, in order
 * @param unlisted how many more there are
 */
public record ConfigReport(boolean changed, List<String> refused, List<Key> keys, int unlisted) {
    /**
     * A key with its value.
     *
     * @param value {@code (hidden)} where it is secret
     * @param source {@code file:line}, {@code environment NAME}, {@code flag}, {@code default}
     */
    public record Key(String name, String value, String source) {}
}
