package io.mesher.control.admin.resource;

import io.mesher.core.balance.CandidateStatus;
import io.mesher.core.catalog.Instance;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** One instance as it is balanced. */
final class InstanceJson {
    private InstanceJson() {}

    /** @param time of the status, by the wall's clock */
    static void write(JsonGenerator json, Instance instance, CandidateStatus status, Instant time) {
        json.writeStartObject();
        json.writeStringProperty("id", instance.id());
        json.writeStringProperty("endpoint", instance.endpoint().toString());
        json.writeStringProperty("version", instance.version());
        json.writeStringProperty(
                "state", status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (!status.reason().isEmpty()) {
            json.writeStringProperty("reason", status.reason());
        }
        if (status.remainingNanos() > 0) {
            Instant until = time.plusNanos(status.remainingNanos()).truncatedTo(ChronoUnit.MILLIS);
            json.writeStringProperty("until", until.toString());
        }
        json.writeNumberProperty("failuresInRow", status.failuresInRow());
        json.writeNumberProperty("timesEjected", status.ejections());
        json.writeNumberProperty("inFlight", status.inFlight());
        json.writeNumberProperty("averageLatencyMillis", BigDecimal.valueOf(status.averageLatencyNanos() / 1000, 3));
        json.writeEndObject();
    }
}
