package io.mesher.it.component;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request or response as its reader got it, framing undone.
 *
 * @param fields whole lines, as they were on the wire
 * @param body one character per byte
 */
public record Message(String startLine, List<String> fields, String body, List<String> trailers) {

    /** The bytes of a head with these lines; a body may follow. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    public int status() {
        return Integer.parseInt(startLine.split(" ", 3)[1]);
    }

    /** As sent. */
    public String target() {
        return startLine.split(" ", 3)[1];
    }

    public String method() {
        return startLine.split(" ", 3)[0];
    }

    public String text() {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The values of all lines with that name, in their order. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /** The one value; empty when there is none. */
    public String value(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " stands there " + values.size() + " times: " + fields);
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    public boolean has(String name) {
        return !values(name).isEmpty();
    }
}
