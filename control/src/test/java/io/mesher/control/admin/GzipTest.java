package io.mesher.control.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.resource.AdminResponse;
import io.mesher.control.answer.Gzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static final String BODY = "mesher_requests_total 1\n".repeat(100);

    @Test
    void givesBackTheSame() throws IOException {
        byte[] compressed = Gzip.compressed(BODY.getBytes(UTF_8));
        assertThat(compressed).hasSizeLessThan(BODY.length() / 10);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(BODY);
        }
    }

    @Test
    void onlyALongAnswerIsCompressed() {
        assertThat(AdminResponse.text(200, BODY).compressedFor("gzip").gzip()).isTrue();
        assertThat(AdminResponse.text(200, BODY).compressedFor("").gzip()).isFalse();
        assertThat(AdminResponse.text(200, "short").compressedFor("gzip").gzip())
                .isFalse();
    }

    @Test
    void metricsAreCompressedForWhoTakesItAndNothingElseIs() throws IOException {
        try (AdminServer server = new AdminServer();
                RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 50; i++) {
                server.counters.of("Server" + i).record(200, 2_500_000);
            }
            String fields = " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";
            client.send("GET /v1/mesher/metrics" + fields);
            RawResponse metrics = client.read();
            assertThat(metrics.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(metrics.fields()).contains("Content-Encoding: gzip");
            assertThat(metrics.body()).startsWith("\u001f").doesNotContain("requests_total");
            client.send("GET /openapi.json" + fields);
            assertThat(client.read().fields())
                    .isEqualTo(List.copyOf(server.get("/openapi.json").fields()));
        }
    }
}
