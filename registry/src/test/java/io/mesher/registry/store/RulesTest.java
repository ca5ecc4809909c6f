package io.mesher.registry.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument.DataCenterDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import io.mesher.registry.wire.ServiceBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static void assertService(UnaryOperator<ServiceBuilder> change, String field) {
        assertThatThrownBy(() -> ServiceRules.check(
                        change.apply(new ServiceBuilder().serviceName("ok")).build()))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("field '" + field + "'");
    }

    private static void assertInstance(UnaryOperator<InstanceBuilder> change, String field) {
        assertThatThrownBy(() -> InstanceRules.check(
                        change.apply(new InstanceBuilder().hostName("ok")).build()))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("field '" + field + "'");
    }

    @Test
    void serviceFieldsHaveLimits() {
        assertService(service -> service.serviceName(""), "MicroService.ServiceName");
        assertService(service -> service.serviceName("a".repeat(129)), "MicroService.ServiceName");
        assertService(service -> service.serviceName("-a"), "MicroService.ServiceName");
        assertService(service -> service.serviceName("a\n"), "MicroService.ServiceName");
        assertService(service -> service.appId("a/b"), "MicroService.AppId");
        assertService(service -> service.appId("a".repeat(161)), "MicroService.AppId");
        assertService(service -> service.serviceId("a".repeat(65)), "MicroService.ServiceId");
        assertService(service -> service.serviceId(" "), "MicroService.ServiceId");
        assertService(service -> service.level("TOP"), "MicroService.Level");
        assertService(service -> service.status("TESTING"), "MicroService.Status");
        assertService(service -> service.alias("a b"), "MicroService.Alias");
        assertService(service -> service.description("ä".repeat(257)), "MicroService.Description");
        assertService(service -> service.registerBy("ME"), "MicroService.RegisterBy");
        assertService(service -> service.schemas(List.of("")), "MicroService.Schemas");
    }

    @Test
    void repeatedWordsAreNoWords() {
        // Once the pattern of each let them be repeated, and matching a long text overflowed the stack.
        assertService(service -> service.level("BACK".repeat(100_000)), "MicroService.Level");
        assertService(service -> service.status("UP".repeat(100_000)), "MicroService.Status");
        assertService(service -> service.registerBy("SDK".repeat(100_000)), "MicroService.RegisterBy");
    }

    @Test
    void lengthsCountCodePoints() {
        assertThatCode(() -> ServiceRules.check(new ServiceBuilder()
                        .serviceName("a")
                        .description("😀".repeat(256))
                        .build()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "1.2.3", "0.0.0.32767"})
    void versionsOfOneToFourNumbersAreTaken(String version) {
        assertThatCode(() -> ServiceRules.checkVersion("X", version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", ".1", "1..2", "1.2.3.4.5", "32768", "1.0-SNAPSHOT", "latest", "1.0+", "-1", "١"})
    void otherVersionsAreRefused(String version) {
        assertThatThrownBy(() -> ServiceRules.checkVersion("X", version))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("field 'X.Version'");
    }

    @Test
    void instanceFieldsHaveLimits() {
        assertInstance(instance -> instance.hostName(""), "MicroServiceInstance.HostName");
        assertInstance(instance -> instance.hostName("h".repeat(65)), "MicroServiceInstance.HostName");
        assertInstance(instance -> instance.instanceId("a/b"), "MicroServiceInstance.InstanceId");
        assertInstance(instance -> instance.status("BAD"), "MicroServiceInstance.Status");
        assertInstance(instance -> health(instance, "", 30, 3, 0), "HealthCheck.Mode");
        assertInstance(instance -> health(instance, "push", 0, 3, 0), "HealthCheck.Interval");
        assertInstance(instance -> health(instance, "push", 30, -1, 0), "HealthCheck.Times");
        assertInstance(instance -> health(instance, "pull", 30, 3, 65536), "HealthCheck.Port");
        assertInstance(
                instance -> instance.dataCenterInfo(new DataCenterDocument("dc", "r", "")),
                "DataCenterInfo.AvailableZone");
    }

    private static InstanceBuilder health(InstanceBuilder instance, String mode, int interval, int times, int port) {
        return instance.healthCheck(new HealthCheck(mode, port, interval, times, ""));
    }

    @Test
    void longValuesAreCutInMessages() {
        assertThatThrownBy(() -> ServiceRules.check(
                        new ServiceBuilder().serviceName("x".repeat(100_000)).build()))
                .message()
                .hasSizeLessThan(400);
    }
}
