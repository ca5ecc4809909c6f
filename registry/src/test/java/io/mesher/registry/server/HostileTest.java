package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTest {
    private static final String SERVICES = "/v4/default/registry/microservices";

    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void start() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void end() {
        registry.close();
    }

    private static void assertInvalid(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"errorCode\":\"400001\",");
    }

    private String get(String target, String fields) {
        return registry.raw("GET " + target + " HTTP/1.1\r\nHost: " + registry.authority() + "\r\n" + fields
                + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"x\"",
                "1",
                "{\"service\":[]}",
                "{\"service\":1}",
                "{\"service\":{\"schemas\":{}}}",
                "{\"service\":{\"serviceName\":\"a\"}",
                "{\"service\":{\"serviceName\":\"a\"}}}",
                "{\"service\":{\"serviceName\":\"\\ud800\"}}",
                "{\"service\":{\"serviceName\":\"a\",\"properties\":{\"a\":1}}}",
                "{'service':{}}",
                "\u0000"
            })
    void wrongJsonIsRefused(String body) {
        assertInvalid(registry.post(SERVICES, body));
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertInvalid(registry.post(SERVICES, "[".repeat(100_000)));
        assertInvalid(registry.post(SERVICES, "{\"a\":".repeat(100_000)));
        assertInvalid(registry.post(SERVICES, "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"));
    }

    @Test
    void brokenJsonIsAnsweredInWordsForPeople() {
        assertThat(registry.post(SERVICES, "{\"service\":").body())
                .contains("body: not JSON: Unexpected end-of-input", ", line 1, column ")
                .doesNotContain("REDACTED");
    }

    @Test
    void jsonOfVeryManyPartsIsRefused() {
        String service = registry.service("order");
        String pairs =
                IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":\"\"").collect(Collectors.joining(","));
        HttpResponse<String> answer =
                registry.put(SERVICES + "/" + service + "/properties", "{\"properties\":{" + pairs + "}}");
        assertInvalid(answer);
        assertThat(answer.body()).contains("50000");

        String empty = String.join(",", Collections.nCopies(500_000, "{}"));
        assertInvalid(registry.put("/v4/default/registry/heartbeats", "{\"instances\":[" + empty + "]}"));
    }

    @Test
    void answersManyTimesLongerThanTheRequestAreRefused() {
        String service = registry.service("order");
        String property = "x".repeat(100_000);
        registry.post(
                SERVICES + "/" + service + "/instances",
                "{\"instance\":{\"hostName\":\"h\",\"properties\":{\"p\":\"" + property + "\"}}}");
        String one = "{\"service\":{\"appId\":\"shop\",\"serviceName\":\"order\"}}";
        String many = String.join(",", Collections.nCopies(3_000, one));

        HttpResponse<String> answer =
                registry.post("/v4/default/registry/instances/action?type=query", "{\"services\":[" + many + "]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("400100", "ask for less at once");
    }

    @Test
    void heartbeatsOfThousandsOfInstancesAreTaken() {
        String one = "{\"serviceId\":\"s\",\"instanceId\":\"i\"}";
        String many = String.join(",", Collections.nCopies(8_000, one));
        assertThat(registry.put("/v4/default/registry/heartbeats", "{\"instances\":[" + many + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hugeNumbersAreRefused() {
        String service = registry.service("order");
        for (String number : new String[] {"99999999999999999999", "1e400", "1.5", "9".repeat(2000)}) {
            assertInvalid(registry.post(
                    SERVICES + "/" + service + "/instances",
                    "{\"instance\":{\"hostName\":\"h\",\"healthCheck\":{\"mode\":\"push\",\"times\":3,\"interval\":"
                            + number + "}}}"));
        }
    }

    @Test
    void bodiesAboveTwoMebibytesAreRefused() {
        String property = "x".repeat(2 * 1024 * 1024);
        HttpResponse<String> answer = registry.post(SERVICES, "{\"service\":{\"serviceName\":\"" + property + "\"}}");
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void largeBodiesBelowAreTaken() {
        String service = registry.service("order");
        String schema = "x".repeat(2 * 1024 * 1024 - 1000);
        assertThat(registry.put(SERVICES + "/" + service + "/schemas/s1", "{\"schema\":\"" + schema + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(registry.get(SERVICES + "/" + service + "/schemas/s1").body())
                .isEqualTo("{\"schema\":\"" + schema + "\"}");
    }

    @Test
    void hugeCountsAreRefused() {
        String keys = "\"t0\":\"v\"";
        StringBuilder tags = new StringBuilder(keys);
        for (int i = 1; i <= 100; i++) {
            tags.append(",\"t").append(i).append("\":\"v\"");
        }
        HttpResponse<String> answer =
                registry.post(SERVICES + "/" + registry.service("order") + "/tags", "{\"tags\":{" + tags + "}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("400100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%ff", "%c0%80", "a%00%"})
    void badPercentEncodingIsRefused(String text) {
        assertThat(get(SERVICES + "/" + text, "")).startsWith("HTTP/1.1 400 ");
        assertThat(get("/v4/default/registry/instances?appId=" + text, "")).startsWith("HTTP/1.1 400 ");
        assertThat(get("/v4/" + text + "/registry/microservices", "")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void encodedSlashesStayWithinTheirPart() {
        assertThat(registry.get(SERVICES + "/a%2Fproperties").body()).contains("400012");
        assertInvalid(registry.get("/v4/a%2Fb/registry/microservices"));
        assertInvalid(registry.send("GET", SERVICES, Map.of("X-Domain-Name", "a/b"), ""));
    }

    @Test
    void namesNeverReachFieldsOfTheAnswer() {
        String service = registry.service("order");
        assertInvalid(registry.put(
                SERVICES + "/" + service + "/schemas/s1", "{\"schema\":\"x\",\"summary\":\"a\\r\\nX-Evil: 1\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PATCH", "TRACE", "FOO", "OPTIONS"})
    void unknownMethodsAreToldWhichThereAre(String method) {
        HttpResponse<String> answer = registry.send(method, SERVICES, Map.of(), "");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET, POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void tunnelsAreRefused() {
        assertThat(registry.raw("CONNECT example.test:443 HTTP/1.1\r\nHost: example.test:443\r\n\r\n"))
                .startsWith("HTTP/1.1 501 ");
    }

    @Test
    void doubledSlashesAreSentToTheSinglePath() {
        HttpResponse<String> answer = registry.get("//v4//default/registry/health");
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("/v4/default/registry/health");
    }

    @Test
    void trailingSlashIsAnotherPath() {
        assertThat(registry.get(SERVICES + "/").statusCode()).isEqualTo(404);
        assertThat(registry.get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void reboundNamesAndForeignPagesAreRefused() {
        assertThat(registry.raw("GET /version HTTP/1.1\r\nHost: rebound.test\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(registry.raw("GET /version HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(registry.raw("GET /version HTTP/1.0\r\nHost: rebound.test\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(registry.raw("GET /version HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        Map<String, String> foreign = Map.of("Origin", "http://page.test");
        assertThat(registry.send("POST", SERVICES, foreign, "{}").statusCode()).isEqualTo(403);
        assertThat(registry.send("GET", SERVICES, foreign, "").statusCode()).isEqualTo(200);
        assertThat(get(SERVICES + "/x/watcher", "Origin: null\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"))
                .startsWith("HTTP/1.1 403 ");
        Map<String, String> home = Map.of("Origin", "http://localhost:30103");
        assertThat(registry.send("POST", SERVICES, home, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void watcherWithoutAnUpgradeIsToldSo() {
        assertThat(registry.get(SERVICES + "/x/watcher").statusCode()).isBetween(400, 426);
    }
}
