package io.mesher.app.config;

/**
 * A key with its value.
 *
 * @param key the one name that Mesher knows it by
 * @param written the name that the user wrote, for messages
 */
record Entry(String key, String written, Value value) {
    String place() {
        return value.place();
    }

    boolean hasCurrentName() {
        return key.equals(written);
    }
}
