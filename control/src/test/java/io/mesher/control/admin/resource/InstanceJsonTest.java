package io.mesher.control.admin.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.answer.Json;
import io.mesher.core.balance.CandidateStatus;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InstanceJsonTest {
    @Test
    void tellsWhyAndUntilWhenAnInstanceIsEjected() {
        CandidateStatus status = new CandidateStatus(
                CandidateStatus.State.EJECTED, "5 time-outs in a row", 29_500_400_000L, 2, 5, 3, 1_234_567);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        Instance instance = new Instance("a", "1.0", new Endpoint("host", 80));

        assertThat(Json.print(json -> InstanceJson.write(json, instance, status, time)))
                .isEqualTo("""
                        {
                         "id": "a",
                         "endpoint": "host:80",
                         "version": "1.0",
                         "state": "ejected",
                         "reason": "5 time-outs in a row",
                         "until": "2026-01-01T00:00:29.500Z",
                         "failuresInRow": 5,
                         "timesEjected": 2,
                         "inFlight": 3,
                         "averageLatencyMillis": 1.234
                        }""");
    }
}
