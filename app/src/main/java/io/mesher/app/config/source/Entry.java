package io.mesher.app.config.source;

/**
 * A key with its value.
 *
 * @param key the one name that Mesher knows it by
 * @param written the name that the user wrote, for messages
 */
public record Entry(String key, String written, Value value) {
    public String place() {
        return value.place();
    }

    boolean hasCurrentName() {
        return key.equals(written);
    }
}
