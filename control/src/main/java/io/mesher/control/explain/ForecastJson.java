package io.mesher.control.explain;

import io.mesher.control.answer.FieldEditsJson;
import io.mesher.control.answer.Json;
import io.mesher.core.balance.Prospect;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.telemetry.explain.Forecast;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A forecast as JSON. */
final class ForecastJson {
    private ForecastJson() {}

    static String of(String request, Forecast forecast) {
        return Json.object(json -> {
            json.writeStringProperty("request", request);
            json.writeStringProperty("destination", forecast.destination());
            json.writeBooleanProperty("known", true);
            rules(json, forecast);
            json.writeArrayPropertyStart("shares");
            forecast.shares().forEach(share -> share(json, share));
            json.writeEndArray();
            limits(json, forecast);
            options(json, forecast.options());
        });
    }

    /** @param cause why it isn't known */
    static String unknown(String request, String destination, String cause) {
        return Json.object(json -> {
            json.writeStringProperty("request", request);
            json.writeStringProperty("destination", destination);
            json.writeBooleanProperty("known", false);
            json.writeStringProperty("cause", cause);
        });
    }

    private static void rules(JsonGenerator json, Forecast forecast) {
        json.writeArrayPropertyStart("rules");
        for (int i = 0; i < forecast.rules().size(); i++) {
            Forecast.Tried tried = forecast.rules().get(i);
            json.writeStartObject();
            NumberedRule.properties(json, tried.rule(), i + 1);
            json.writeBooleanProperty("matches", tried.holds());
            Json.filled(json, "needs", tried.mismatch());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void share(JsonGenerator json, Forecast.Share share) {
        json.writeStartObject();
        json.writeNumberProperty("percent", share.percent());
        json.writeStringProperty("subset", share.subset().toString());
        json.writeBooleanProperty("known", share.known());
        json.writeArrayPropertyStart("instances");
        share.prospects().forEach(each -> prospect(json, each));
        json.writeEndArray();
        LeftOutJson.write(json, share.leftOut());
        json.writeEndObject();
    }

    private static void prospect(JsonGenerator json, Prospect each) {
        json.writeStartObject();
        DecisionJson.instance(json, each.instance());
        json.writeStringProperty("verdict", Json.name(each.verdict()));
        Json.filled(json, "detail", each.detail());
        json.writeNumberProperty("share", each.share());
        json.writeEndObject();
    }

    private static void limits(JsonGenerator json, Forecast forecast) {
        ServicePolicy policy = forecast.policy();
        TimeoutPolicy times = policy.timeouts();
        RouteOptions options = forecast.options();
        json.writeObjectPropertyStart("limits");
        Json.millis(json, "connectMillis", times.connect().toNanos());
        limit(json, "responseMillis", options == null ? null : options.response(), times.response());
        limit(json, "idleMillis", options == null ? null : options.idle(), times.idle());
        limit(json, "totalMillis", options == null ? null : options.total(), times.total());
        json.writeEndObject();
        boolean off = options != null && Boolean.FALSE.equals(options.retry());
        json.writeObjectPropertyStart("retry");
        json.writeStringProperty("mode", off ? "off" : Json.name(policy.retry().mode()));
        json.writeNumberProperty("onSame", off ? 0 : policy.retry().onSame());
        json.writeNumberProperty("onNext", off ? 0 : policy.retry().onNext());
        json.writeEndObject();
        if (forecast.guarded()) {
            json.writeObjectPropertyStart("breaker");
            json.writeBooleanProperty("enabled", policy.breaker().enabled());
            json.writeStringProperty("state", Json.name(forecast.breaker()));
            json.writeEndObject();
            json.writeObjectPropertyStart("isolation");
            json.writeNumberProperty("underWay", forecast.underWay());
            json.writeNumberProperty("most", policy.maxConcurrent());
            json.writeEndObject();
        }
    }

    private static void limit(JsonGenerator json, String name, @Nullable Duration written, Duration usual) {
        Json.millis(json, name, (written == null ? usual : written).toNanos());
    }

    private static void options(JsonGenerator json, @Nullable RouteOptions options) {
        if (options == null) {
            return;
        }
        json.writeObjectPropertyStart("route");
        json.writeStringProperty("name", options.name());
        json.writeStringProperty("place", options.place());
        FieldEditsJson.write(json, "requestFields", options.request());
        FieldEditsJson.write(json, "responseFields", options.answer());
        json.writeEndObject();
    }
}
