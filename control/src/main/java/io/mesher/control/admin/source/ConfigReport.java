package io.mesher.control.admin.source;

import java.util.List;

/**
 * The configuration as it would be read now.
 *
 * @param changed whether something in them isn't in effect
 * @param refused why they would be refused; empty where they are good
 * @param keys those that have a value, in order
 * @param unlisted how many more there are
 */
public record ConfigReport(boolean changed, List<String> refused, List<Key> keys, int unlisted) {
    /**
     * A key with its value.
     *
     * @param value {@code (hidden)} where it is secret
     * @param source {@code file:line}, {@code environment NAME}, {@code flag}, {@code default}, {@code nowhere} where it isn't written
     *     any more, but still counts
     * @param pending what it takes for this value to count, {@code restart} or {@code reload}, or {@code refused}; empty where it
     *     counts
     * @param running the value that counts instead, where it is known
     */
    public record Key(String name, String value, String source, String pending, String running) {
        /** One that counts. */
        public static Key inEffect(String name, String value, String source) {
            return new Key(name, value, source, "", "");
        }
    }
}
