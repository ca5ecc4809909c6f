package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scctl} and consoles ask for, answered as the Service Center does. */
class OperatorsToolsTest {
    private static final String REGISTRY = "/v4/default/registry";
    private static final String DUMP = "/v4/default/admin/dump?options=";

    @TempDir
    private Path folder;

    private RegistryFixture registry;
    private String order = "";

    @BeforeEach
    void start() {
        registry = new RegistryFixture(folder);
        order = registry.service("order");
        registry.instance(order, "i-1");
        registry.service("web");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static Map<String, Object> json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Tree.object(Tree.parse(answer.body()));
    }

    private static void invalid(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(RegistryFixture.field(answer, "errorCode")).isEqualTo("400001");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.get(name);
    }

    @Test
    void theDumpHasServicesAndInstancesWithTheirTenantInTheKeys() {
        registry.put(REGISTRY + "/microservices/" + order + "/schemas/s1", "{\"schema\":\"x\",\"summary\":\"abc\"}");
        registry.post(REGISTRY + "/microservices/" + order + "/tags", "{\"tags\":{\"a\":\"b\"}}");

        Map<String, Object> answer = json(registry.get(DUMP + "cache"));
        assertThat(answer).containsOnlyKeys("cache");
        Map<String, Object> cache = Tree.object(answer.get("cache"));

        assertThat(list(cache, "services")).hasSize(2);
        Map<String, Object> service = list(cache, "services").getFirst();
        assertThat(service).containsEntry("key", "/cse-sr/ms/files/default/default/" + order);
        assertThat(Tree.object(service.get("value")))
                .containsEntry("serviceId", order)
                .containsEntry("appId", "shop");
        Map<String, Object> instance = list(cache, "instances").getFirst();
        assertThat(instance).containsEntry("key", "/cse-sr/inst/files/default/default/" + order + "/i-1");
        assertThat(Tree.object(instance.get("value")))
                .containsEntry("serviceId", order)
                .containsKey("healthCheck");
        assertThat(list(cache, "serviceIndexes").getFirst())
                .containsEntry("key", "/cse-sr/ms/indexes/default/default//shop/order/1.0.0")
                .containsEntry("value", order);
        assertThat(list(cache, "summaries").getFirst()).containsEntry("value", "abc");
        assertThat(list(cache, "serviceTags").getFirst()).containsEntry("value", Map.of("a", "b"));
    }

    @Test
    void theDumpHasWhatIsAskedFor() {
        assertThat(json(registry.get(DUMP + "info"))).containsOnlyKeys("info");
        assertThat(json(registry.get("/v4/default/admin/dump"))).containsOnlyKeys("info");
        assertThat(json(registry.get(DUMP + "all"))).containsOnlyKeys("info", "cache");
    }

    @Test
    void otherTenantsGetNoDumpOfAll() {
        HttpResponse<String> answer = registry.send("GET", DUMP + "cache", Map.of("X-Domain-Name", "other"), "");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(registry.get("/v4/other/admin/dump?options=all").statusCode())
                .isEqualTo(403);
    }

    @Test
    void instancesCanBeCountedInPlaceOfListed() {
        HttpResponse<String> answer = registry.get("/v4/default/govern/microservices?options=instances,statistics"
                + "&countOnly=1&appId=shop&serviceName=order");
        assertThat(json(answer)).containsKey("statistics");
        assertThat(list(json(answer), "allServicesDetail").getFirst()).containsOnlyKeys("microService", "statics");
        assertThat(answer.body()).contains("\"statics\":{\"instances\":{\"count\":1}}");

        assertThat(list(
                                json(registry.get("/v4/default/govern/microservices?options=instances&countOnly=0")),
                                "allServicesDetail")
                        .getFirst())
                .doesNotContainKey("statics");
        invalid(registry.get("/v4/default/govern/microservices?options=instances&countOnly=x"));
    }

    @Test
    void idsThatCannotBeAreInvalid() {
        String instances = REGISTRY + "/microservices/" + order + "/instances/";
        invalid(registry.get(REGISTRY + "/microservices/" + "a".repeat(65)));
        invalid(registry.get(REGISTRY + "/microservices/" + "a".repeat(65) + "/instances"));
        invalid(registry.get(instances + "bad%20id"));
        invalid(registry.get(instances + "a".repeat(65)));
        invalid(registry.put(instances + "bad%20id/heartbeat", ""));
        assertThat(RegistryFixture.field(registry.get(instances + "a".repeat(64)), "errorCode"))
                .isEqualTo("400017");
    }

    @Test
    void aBatchWithAKeyThatCannotBeIsInvalidAsAWhole() {
        String good = "{\"service\":{\"appId\":\"shop\",\"serviceName\":\"order\",\"version\":\"0+\"}}";
        String bad = "{\"service\":{\"serviceName\":\"order\",\"version\":\"0+\"}}";
        String path = REGISTRY + "/instances/action?type=query";
        assertThat(registry.post(path, "{\"services\":[" + good + "]}").statusCode())
                .isEqualTo(200);
        invalid(registry.post(path, "{\"services\":[" + good + "," + bad + "]}"));
    }
}
