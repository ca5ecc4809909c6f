package io.mesher.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Spans by way of a real OpenTelemetry Collector. */
@Tag("scenario")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class CollectorIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = "let-me-in";
    private static final String PARENT = "00f067aa0ba902b7";

    private Path folder;
    private OtelCollector collector;
    private Application application;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        collector = OtelCollector.start(folder, TOKEN);
        application = Application.saying("hello");
    }

    @AfterAll
    void stop() throws IOException {
        if (collector != null) {
            collector.close();
        }
        if (application != null) {
            application.close();
        }
    }

    private MesherSetup mesher(String name) throws IOException {
        return new MesherSetup(Files.createDirectories(folder.resolve(name))).service("app", application.address());
    }

    private static void call(MesherProcess mesher, String trace) throws IOException {
        Message answer = mesher.askOut(Message.head(
                "GET http://app/a?b=c&sig=secret HTTP/1.1",
                "Host: app",
                "User-Agent: " + "long ".repeat(300),
                "traceparent: 00-" + trace + "-" + PARENT + "-01"));
        assertThat(answer.status()).isEqualTo(200);
    }

    private List<CollectedSpan> awaitTrace(String trace) {
        await().atMost(PATIENCE).until(() -> trace(trace).size() == 2);
        return trace(trace);
    }

    private List<CollectedSpan> trace(String trace) {
        return collector.spans().stream()
                .filter(span -> span.field("Trace ID").equals(trace))
                .toList();
    }

    private static void assertChain(List<CollectedSpan> spans) {
        CollectedSpan request = spans.getFirst();
        CollectedSpan attempt = spans.getLast();
        assertThat(request.field("Parent ID")).isEqualTo(PARENT);
        assertThat(attempt.field("Parent ID")).isEqualTo(request.field("ID"));
        assertThat(spans)
                .allMatch(span -> span.field("Name").equals("GET")
                        && span.field("Kind").equals("Client")
                        && span.field("Status code").equals("Unset"));
        assertThat(request.attributes())
                .containsEntry("url.full", "Str(http://app/a?b=c&sig=REDACTED)")
                .containsEntry("http.request.method", "Str(GET)")
                .containsEntry("http.response.status_code", "Int(200)")
                .containsEntry("mesher.destination", "Str(app)");
        assertThat(attempt.attributes()).containsEntry("network.peer.address", "Str(127.0.0.1)");
    }

    @Test
    void spansArriveWithTheirParentsAndAttributesAndWhoToldThem() throws IOException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (MesherProcess mesher = mesher("client")
                .yaml("""
                        mesher.tracing:
                          exporter: otlp
                          endpoint: %s
                          interval: 100ms
                          headers: {Authorization: Bearer %s}
                          attributes: {team: "é, and others", service.namespace: mine}
                        """.formatted(collector.endpoint(), TOKEN))
                .start()) {
            call(mesher, trace);
            List<CollectedSpan> spans = awaitTrace(trace);

            assertChain(spans);
            assertThat(spans.getFirst().resource())
                    .containsEntry("service.name", "Str(client)")
                    .containsEntry("service.namespace", "Str(mine)")
                    .containsEntry("team", "Str(é, and others)")
                    .containsEntry("telemetry.sdk.name", "Str(mesher)");
            assertThat(mesher.log()).doesNotContain(TOKEN).doesNotContain("WARN");
        }
    }

    @Test
    void theVariablesOfOpenTelemetryAreEnough() throws IOException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4737";
        try (MesherProcess mesher = mesher("other")
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .environment("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20" + TOKEN)
                .environment("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
                .environment("OTEL_RESOURCE_ATTRIBUTES", "service.name=variable,deployment.environment.name=t%C3%A9st")
                .environment("OTEL_BSP_SCHEDULE_DELAY", "100")
                .start()) {
            call(mesher, trace);
            List<CollectedSpan> spans = awaitTrace(trace);

            assertChain(spans);
            assertThat(spans.getFirst().resource())
                    .containsEntry("service.name", "Str(variable)")
                    .containsEntry("deployment.environment.name", "Str(tést)");
        }
    }

    @Test
    void aCollectorThatWantsATokenRefusesSpansWithoutOneAndMesherSaysWhatToDo() throws IOException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4738";
        try (MesherProcess mesher = mesher("nobody")
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .environment("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20guess")
                .environment("OTEL_BSP_SCHEDULE_DELAY", "100")
                .start()) {
            call(mesher, trace);

            mesher.awaitLog("/v1/traces refuses spans: status 401");
            assertThat(mesher.log())
                    .contains("lost so far: 2 spans (are the credentials in mesher.tracing.headers right?)")
                    .doesNotContain("guess");
            assertThat(trace(trace)).isEmpty();
        }
    }
}
