package io.mesher.registry.client.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.BadJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceListReaderTest {
    private static Set<ServiceName> read(String json, String environment) throws BadJson {
        return ServiceListReader.read(json.getBytes(StandardCharsets.UTF_8), "shop", environment);
    }

    @Test
    void keepsTheNamesOfOneEnvironment() throws BadJson {
        String list = """
                {"total": 4, "services": [
                  {"serviceId": "1", "appId": "shop", "serviceName": "Order", "version": "1.0.0", "environment": ""},
                  {"serviceId": "2", "appId": "shop", "serviceName": "Order", "version": "2.0.0", "paths": [{}]},
                  {"serviceId": "3", "environment": "testing", "serviceName": "Order2", "appId": "shop"},
                  {"serviceId": "4", "appId": "billing", "serviceName": "Order", "properties": {"appId": "x"}}
                ], "more": {"services": 1}}""";
        assertThat(read(list, ""))
                .containsExactlyInAnyOrder(new ServiceName("", "Order"), new ServiceName("billing", "Order"));
        assertThat(read(list, "testing")).containsExactly(new ServiceName("", "Order2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"services\":null}", "{\"services\":[]}", "{\"services\":[{\"appId\":\"shop\"}]}"})
    void aListMayBeEmpty(String list) throws BadJson {
        assertThat(read(list, "")).isEmpty();
    }

    @Test
    void aWrongTypeIsAnError() {
        assertThatThrownBy(() -> read("{\"services\":[{\"serviceName\":7}]}", ""))
                .isInstanceOf(BadJson.class);
    }
}
