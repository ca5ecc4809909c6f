package io.mesher.proxy.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.proxy.Filtered;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two questions of Java Chassis 3. */
class ContractsTest {
    private static final Contracts TWO = new Contracts(Map.of("b", "openapi: 3.0.1\n", "a", "\"x\""));
    private static final Contracts NONE = new Contracts(Map.of());

    private static Object failure(Contracts filter, String line) {
        return Filtered.by(filter, line + " HTTP/1.1", "Host: h").failure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/scb/management/schema/contents", "/scb/management/schema/contents?a=b"})
    void theContractsAreAnsweredInTheOrderOfTheirNames(String path) {
        assertThat(failure(TWO, "POST " + path))
                .isEqualTo(new DownstreamFailure.Answered("{\"a\":\"\\\"x\\\"\",\"b\":\"openapi: 3.0.1\\n\"}"));
    }

    @Test
    void theInstanceIsWell() {
        assertThat(failure(TWO, "GET /scb/management/health")).isEqualTo(new DownstreamFailure.Answered("true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /scb/management/schema/contents",
                "POST /scb/management/health",
                "GET /scb/management/healthy",
                "GET /scb/management/",
                "GET /x/scb/management/health",
                "POST /scb/management/schema/content",
                "GET /?/scb/management/health"
            })
    void allElseIsForTheApplication(String line) {
        assertThat(failure(TWO, line)).isNull();
    }

    @Test
    void withoutContractsTheApplicationAnswersForItself() {
        assertThat(failure(NONE, "POST /scb/management/schema/contents")).isNull();
        assertThat(failure(NONE, "GET /scb/management/health")).isNull();
    }
}
