package io.mesher.control.admin.resource;

import io.mesher.control.answer.FieldEditsJson;
import io.mesher.control.answer.Json;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A service's {@code mesher.routes}: how which requests are treated. What isn't written is left out. */
final class RoutesJson {
    private RoutesJson() {}

    /** An array, in the order in which they are tried. */
    static void write(JsonGenerator json, List<RouteOptions> routes) {
        json.writeStartArray();
        routes.forEach(route -> write(json, route));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, RouteOptions route) {
        json.writeStartObject();
        json.writeStringProperty("name", route.name());
        json.writeStringProperty("place", route.place());
        if (route.match() != RequestMatch.ANY) {
            json.writeStringProperty("condition", route.match().toString());
        }
        time(json, "responseMillis", route.response());
        time(json, "idleMillis", route.idle());
        time(json, "totalMillis", route.total());
        if (route.retry() != null) {
            json.writeBooleanProperty("retry", route.retry());
        }
        FieldEditsJson.write(json, "requestFields", route.request());
        FieldEditsJson.write(json, "responseFields", route.answer());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, @Nullable Duration time) {
        if (time != null) {
            Json.millis(json, name, time.toNanos());
        }
    }
}
