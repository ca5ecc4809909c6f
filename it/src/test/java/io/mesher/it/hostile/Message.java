package io.mesher.it.hostile;

import java.util.List;
import java.util.Locale;

/** A request or response as {@link StrictReader} read it; text is Latin-1, one character per byte. */
record Message(String start, List<Field> fields, String body, List<Field> trailers) {
    static final Message NONE = new Message("             ", List.of(), "", List.of());

    record Field(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    List<String> values(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    boolean has(String name) {
        return !values(name).isEmpty();
    }

    /** Members of all lists of this name, in lower case. */
    List<String> members(String name) {
        return values(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    Message with(String newBody, List<Field> newTrailers) {
        return new Message(start, fields, newBody, newTrailers);
    }

    /** Of a request. */
    String method() {
        return start.substring(0, start.indexOf(' '));
    }

    /** Of a request. */
    String target() {
        return start.substring(start.indexOf(' ') + 1, start.lastIndexOf(' '));
    }

    /** Of a response. */
    int status() {
        return this == NONE ? 0 : Integer.parseInt(start.substring(9, 12));
    }

    @Override
    public String toString() {
        return Bytes.shown(
                start + " " + fields + " body " + body + (trailers.isEmpty() ? "" : " trailers " + trailers));
    }
}
