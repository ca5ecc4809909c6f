package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.SourceIndex;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final String GOVERN = "GET /v4/default/govern/microservices?options=instances";

    @TempDir
    Path directory;

    @Test
    void knowsWhichServiceCallsFromWhereByTheFirstEndpoint() {
        ClientFixture fixture = new ClientFixture(directory);
        fixture.ipIndex = true;
        fixture.registry.overrule(
                GOVERN,
                Reply.answer(
                        200,
                        "{\"allServicesDetail\":[{\"microService\":{\"serviceName\":\"order\"},\"instances\":["
                                + FakeRegistry.instance("a", "UP", "1", "rest://10.0.0.1:1", "rest://10.0.0.2:1") + ","
                                + FakeRegistry.instance("b", "UP", "1", "rest://[2001:db8::1]:1") + ","
                                + FakeRegistry.instance("c", "UP", "1") + "]},{\"instances\":["
                                + FakeRegistry.instance("d", "UP", "1", "grpc://10.0.0.3:1")
                                + "],\"microService\":{\"serviceName\":\"cart\"}},{\"microService\":{\"serviceName\":\"no name\"},\"instances\":["
                                + FakeRegistry.instance("e", "UP", "1", "rest://10.0.0.4:1") + "]}]}"));
        fixture.start();
        SourceIndex sources = fixture.client.sources();
        assertThat(sources.serviceAt("10.0.0.1")).isEqualTo("order");
        assertThat(sources.serviceAt("10.0.0.2")).isNull();
        assertThat(sources.serviceAt("2001:db8:0:0:0:0:0:1")).isEqualTo("order");
        assertThat(sources.serviceAt("10.0.0.3")).isEqualTo("cart");
        assertThat(sources.serviceAt("10.0.0.4")).as("a name that no log takes").isNull();

        fixture.registry.overrule(GOVERN, Reply.error("403001", "Forbidden", ""));
        fixture.advanceSeconds(100);
        assertThat(sources.serviceAt("10.0.0.1")).isEqualTo("order");
        assertThat(CapturedLog.lines("autoIPIndex")).hasSize(1);
    }

    @Test
    void asksNobodyUnlessConfigured() {
        ClientFixture fixture = new ClientFixture(directory).start();
        fixture.advanceSeconds(100);
        assertThat(fixture.registry.requests(GOVERN)).isEmpty();
        assertThat(fixture.client.sources()).isNull();
    }
}
