package io.mesher.control.explain;

import io.mesher.control.answer.Json;
import io.mesher.core.balance.PickNotes;
import io.mesher.core.balance.PickNotes.PassedOver;
import io.mesher.core.catalog.Instance;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.explain.AttemptNote;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.EndNote;
import io.mesher.core.telemetry.explain.RequestNote;
import io.mesher.core.telemetry.explain.RoutingNote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A decision as JSON. */
final class DecisionJson {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private DecisionJson() {}

    static void write(JsonGenerator json, Decision decision) {
        json.writeStartObject();
        request(json, decision.request(), decision.end());
        if (!decision.routing().destination().isEmpty()) {
            routing(json, decision.routing());
        }
        json.writeArrayPropertyStart("attempts");
        for (int i = 0; i < decision.attempts(); i++) {
            attempt(json, decision.attempt(i));
        }
        json.writeEndArray();
        time(json, decision.end());
        json.writeEndObject();
    }

    private static void request(JsonGenerator json, RequestNote request, EndNote end) {
        json.writeStringProperty("ended", Instant.ofEpochMilli(end.endedAt()).toString());
        json.writeStringProperty("direction", request.direction().text());
        json.writeStringProperty("request", request.line());
        if (request.isCut()) {
            json.writeBooleanProperty("cut", true);
        }
        Json.filled(json, "source", request.source());
        Json.filled(json, "trace", request.traceId());
        json.writeNumberProperty("status", end.status());
        Json.filled(json, "code", end.reason());
    }

    private static void routing(JsonGenerator json, RoutingNote routing) {
        json.writeObjectPropertyStart("destination");
        json.writeStringProperty("service", routing.destination());
        Json.filled(json, "app", routing.app());
        json.writeNumberProperty("instances", routing.instances());
        LeftOutJson.write(json, routing.leftOut());
        json.writeEndObject();
        if (routing.rules() > 0) {
            json.writeNumberProperty("rules", routing.rules());
        }
        RouteRule rule = routing.rule();
        if (rule != null) {
            json.writeName("rule");
            NumberedRule.write(json, rule, routing.rulePlace());
        }
        Subset subset = routing.subset();
        json.writeStringProperty("subset", (subset == null ? Subset.LATEST : subset).toString());
        RouteOptions options = routing.options();
        if (options != null) {
            json.writeStringProperty("route", options.name());
        }
        json.writeObjectPropertyStart("limits");
        Json.millis(json, "responseMillis", routing.response());
        Json.millis(json, "idleMillis", routing.idle());
        Json.millis(json, "totalMillis", routing.total());
        json.writeStringProperty("gate", Json.name(routing.gate()));
        json.writeEndObject();
    }

    private static void attempt(JsonGenerator json, AttemptNote attempt) {
        json.writeStartObject();
        PickNotes pick = attempt.picking();
        if (pick != null) {
            pick(json, pick);
        }
        Instance instance = attempt.instance();
        if (instance != null) {
            instance(json, instance);
            Json.millis(json, "startMillis", attempt.start());
            Json.reached(json, "sentMillis", attempt.sent());
            Json.reached(json, "endMillis", attempt.end());
            if (attempt.sent() >= 0) {
                json.writeStringProperty("connection", attempt.isReused() ? "reused" : "new");
            }
            if (attempt.status() != 0) {
                json.writeNumberProperty("status", attempt.status());
            }
            if (attempt.failing() != null) {
                json.writeStringProperty("failing", attempt.failing().text());
            }
        }
        json.writeEndObject();
    }

    static void instance(JsonGenerator json, @Nullable Instance instance) {
        if (instance != null) {
            json.writeStringProperty("instance", instance.id());
            json.writeStringProperty("endpoint", instance.endpoint().toString());
            Json.filled(json, "version", instance.version());
        }
    }

    private static void pick(JsonGenerator json, PickNotes pick) {
        json.writeObjectPropertyStart("pick");
        json.writeNumberProperty("candidates", pick.total());
        json.writeStringProperty("way", Json.name(pick.way()));
        if (pick.isLastResort()) {
            json.writeBooleanProperty("lastResort", true);
        }
        json.writeArrayPropertyStart("passedOver");
        for (int i = 0; i < pick.noted(); i++) {
            PassedOver each = pick.passedOver(i);
            json.writeStartObject();
            instance(json, each.instance());
            json.writeStringProperty("verdict", Json.name(each.verdict()));
            Json.filled(json, "why", each.why());
            if (each.nanosLeft() > 0) {
                json.writeNumberProperty("secondsLeft", Math.ceilDiv(each.nanosLeft(), NANOS_PER_SECOND));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, EndNote end) {
        json.writeObjectPropertyStart("time");
        Json.millis(json, "allMillis", end.duration());
        Json.millis(json, "lookupMillis", end.time(Part.LOOKUP));
        Json.millis(json, "waitedMillis", end.time(Part.WAIT));
        Json.millis(json, "uploadMillis", end.time(Part.UPLOAD));
        Json.millis(json, "upstreamMillis", end.time(Part.UPSTREAM));
        Json.millis(json, "downloadMillis", end.time(Part.DOWNLOAD));
        Json.millis(json, "ownMillis", end.time(Part.OWN));
        json.writeEndObject();
    }
}
