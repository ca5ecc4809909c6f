package io.mesher.control.admin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A response as it came.
 *
 * @param fields the lines in their order, without the one {@code Date}
 */
record RawResponse(String statusLine, List<String> fields, String body) {
    private static final String DATE =
            "Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT";

    static RawResponse of(List<String> head, String body) {
        List<String> fields = new ArrayList<>(head.subList(1, head.size()));
        long dates = fields.stream().filter(line -> line.matches(DATE)).count();
        if (dates != 1) {
            throw new IllegalArgumentException("not one Date: " + head);
        }
        fields.removeIf(line -> line.matches(DATE));
        return new RawResponse(head.getFirst(), List.copyOf(fields), body);
    }

    /** What every answer in plain text looks like. {@code further}: lines between Content-Type and Content-Length, or behind. */
    static RawResponse text(String status, String body) {
        return expected(status, "text/plain; charset=utf-8", body);
    }

    static RawResponse expected(String status, String contentType, String body) {
        return new RawResponse(
                "HTTP/1.1 " + status,
                List.of(
                        "X-Content-Type-Options: nosniff",
                        "Cache-Control: no-store",
                        "Content-Type: " + contentType,
                        "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length),
                body);
    }

    RawResponse withFieldBeforeLength(String line) {
        List<String> more = new ArrayList<>(fields);
        more.add(more.size() - 1, line);
        return new RawResponse(statusLine, List.copyOf(more), body);
    }

    RawResponse withLastField(String line) {
        List<String> more = new ArrayList<>(fields);
        more.add(line);
        return new RawResponse(statusLine, List.copyOf(more), body);
    }

    RawResponse withoutBody() {
        return new RawResponse(statusLine, fields, "");
    }
}
