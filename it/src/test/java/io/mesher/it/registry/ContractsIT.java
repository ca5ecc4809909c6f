package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plain application has a contract, by the files that its Mesher reads, for callers on Java Chassis. */
@Tag("scenario")
@Timeout(600)
class ContractsIT {
    private static final String CONTRACT = "openapi: 3.0.1\ninfo: {title: stock, version: 1.0.0}\npaths: {}\n";
    private static final String JSON =
            "{\"StockEndpoint\":\"openapi: 3.0.1\\ninfo: {title: stock, version: 1.0.0}\\npaths: {}\\n\"}";
    private static final String ASK_CONTENTS =
            "POST /scb/management/schema/contents HTTP/1.1\r\nHost: stock\r\nContent-Length: 2\r\n\r\n{}";
    private static final String ASK_HEALTH = "GET /scb/management/health HTTP/1.1\r\nHost: stock\r\n\r\n";

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;
    private Application application;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
        application = scenario.with(Application.saying("the application"));
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private MesherProcess stock(String... yaml) throws IOException {
        Path folder = Files.createDirectories(home.resolve("contracts/stock/schema"));
        Files.writeString(folder.resolve("StockEndpoint.yaml"), CONTRACT);
        MesherSetup setup = scenario.setup("stock", registry.url())
                .environment("SCHEMA_ROOT", home.resolve("contracts").toString())
                .yaml(String.join("", yaml))
                .incoming(application.port());
        MesherProcess mesher = scenario.with(setup.start());
        registry.awaitInstances("stock", 1);
        return mesher;
    }

    /** As Java Chassis 2 reads it. */
    private String inTheRegistry() throws IOException {
        String existence = "/existence?type=microservice&appId=default&serviceName=stock&version=0.0.1";
        String id = registry.ask("GET", existence, "").body().replaceAll("^\\{\"serviceId\":\"|\"}$", "");
        return registry.ask("GET", "/microservices/" + id, "").body()
                + registry.ask("GET", "/microservices/" + id + "/schemas/StockEndpoint", "")
                        .body();
    }

    @Test
    void theRegistryHasItForJavaChassis2() throws IOException {
        stock();
        assertThat(inTheRegistry())
                .contains("\"schemas\":[\"StockEndpoint\"]")
                .contains("{\"schema\":\"openapi: 3.0.1\\ninfo: {title: stock, version: 1.0.0}\\npaths: {}\\n\"}");
    }

    @Test
    void mesherAnswersTheTwoQuestionsOfJavaChassis3InPlaceOfTheApplication() throws IOException {
        MesherProcess mesher = stock();
        Message contents = mesher.askIn(ASK_CONTENTS);
        assertThat(contents.status()).isEqualTo(200);
        assertThat(contents.value("content-type")).isEqualTo("application/json");
        assertThat(contents.text()).isEqualTo(JSON);
        assertThat(mesher.askIn(ASK_HEALTH).text()).isEqualTo("true");
        assertThat(mesher.askIn("GET /scb/other HTTP/1.1\r\nHost: stock\r\n\r\n")
                        .text())
                .isEqualTo("the application");
        assertThat(application.requests()).hasSize(1);
    }

    @Test
    void switchedOffAllIsTheApplications() throws IOException {
        MesherProcess mesher = stock("servicecomb.registry.uploadSchema: false\n");
        assertThat(mesher.askIn(ASK_CONTENTS).text()).isEqualTo("the application");
        assertThat(mesher.askIn(ASK_HEALTH).text()).isEqualTo("the application");
        assertThat(inTheRegistry()).doesNotContain("\"schemas\"");
    }
}
