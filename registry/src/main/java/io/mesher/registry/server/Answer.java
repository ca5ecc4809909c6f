package io.mesher.registry.server;

import io.mesher.net.http.OwnResponse;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What an endpoint answers.
 *
 * @param fields whole lines, beside those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Answer(int status, String contentType, byte[] body, String fields) {
    private static final String JSON = "application/json; charset=UTF-8";
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final String SERVER = "Server: SERVICECENTER/0.0.1\r\nX-Content-Type-Options: nosniff\r\n";
    private static final byte[] NOTHING = {};

    /** Done, and nothing to say. */
    static Answer done() {
        return new Answer(200, TEXT, NOTHING, "");
    }

    static Answer json(byte[] body) {
        return new Answer(200, JSON, body, "");
    }

    static Answer json(Consumer<JsonGenerator> fields) {
        BoundedBytes bytes = new BoundedBytes(HeapShares.OURS.answers());
        JsonText.object(bytes, fields);
        return json(bytes.toArray());
    }

    static Answer text(int status, String text) {
        return new Answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8), "");
    }

    static Answer notModified() {
        return new Answer(304, "", NOTHING, "");
    }

    static Answer error(int status, ErrorDocument document) {
        return new Answer(status, JSON, document.toJson(), "");
    }

    Answer with(String field, String value) {
        return new Answer(status, contentType, body, fields + field + ": " + value + "\r\n");
    }

    OwnResponse response() {
        String type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
        return OwnResponse.of(status, type + fields + SERVER, body, OwnResponse.After.NEXT_REQUEST);
    }
}
