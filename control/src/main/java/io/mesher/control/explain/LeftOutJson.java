package io.mesher.control.explain;

import io.mesher.control.answer.Json;
import io.mesher.core.catalog.LeftOut;
import tools.jackson.core.JsonGenerator;

/** Instances that the registry has and that get no requests, as JSON. */
final class LeftOutJson {
    private LeftOutJson() {}

    /** Nothing where there are none. */
    static void write(JsonGenerator json, LeftOut leftOut) {
        if (leftOut.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("leftOut");
        for (LeftOut.One one : leftOut.named()) {
            json.writeStartObject();
            json.writeStringProperty("instance", one.id());
            Json.filled(json, "endpoint", one.address());
            Json.filled(json, "version", one.version());
            json.writeStringProperty("why", one.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (leftOut.more() > 0) {
            json.writeNumberProperty("leftOutMore", leftOut.more());
        }
    }
}
