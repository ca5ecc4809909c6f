package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.app.config.ConfigResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedKeysTest {
    @TempDir
    private Path dir;

    private ConfigDir config(String text) throws IOException {
        return new ConfigDir(dir).named().file("chassis.yaml", text);
    }

    @ParameterizedTest
    @CsvSource({
        "mesher.eventLoop, mesher.eventLoops",
        "mesher.service.orders, mesher.services.orders",
        "admin.enabled, admin.enable",
        "servicecomb.protocols.htp.listenAddress, servicecomb.protocols.http.listenAddress",
        "cse.protocols.http.listenAdress, cse.protocols.http.listenAddress",
        "cse.loadbalance.RetryOnNext, cse.loadbalance.retryOnNext",
        "cse.loadbalance.inventory.retryEnabld, cse.loadbalance.inventory.retryEnabled",
        "cse.isolation.Consumer.a.b.timeoutInMiliseconds, cse.isolation.Consumer.a.b.timeoutInMilliseconds",
        "servicecomb.registry.adress, servicecomb.registry.address",
        "loglevel, logLevel",
    })
    void anUnknownKeyIsToldWithTheNearestKnownOne(String key, String nearest) throws IOException {
        config("\n" + key + ": 1")
                .config("warning: conf/chassis.yaml:2: " + key + ": unknown key, without effect (nearest known key: "
                        + nearest + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "foo.bar", "servicecomb.somethingElse.altogether", "cse.x"})
    void anUnknownKeyFarFromAllOthersIsToldAlone(String key) throws IOException {
        config(key + ": secret!").config("warning: conf/chassis.yaml:1: " + key + ": unknown key, without effect");
    }

    @Test
    void strictMakesUnknownKeysOfOursErrors() throws IOException {
        assertThat(config("mesher.config.strict: true\nservicecomb.service.nmae: a\ncse.x: 1\nother.key: 1")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:2: servicecomb.service.nmae: unknown key (nearest known key:"
                                + " servicecomb.service.name)",
                        "error: conf/chassis.yaml:3: cse.x: unknown key",
                        "warning: conf/chassis.yaml:4: other.key: unknown key, without effect");
    }

    @Test
    void strictFindsAnUnknownKeyAfterManyOthers() throws IOException {
        StringBuilder text = new StringBuilder("mesher.config.strict: true\n");
        for (int i = 0; i < 100; i++) {
            text.append("unknown.key.number.").append(i).append(": 1\n");
        }
        assertThat(config(text + "mesher.x: 1").problems())
                .first()
                .isEqualTo("error: conf/chassis.yaml:102: mesher.x: unknown key");
    }

    @Test
    void manyUnknownKeysAreCounted() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("unknown.key.number.").append(i).append(": 1\n");
        }
        ConfigResult.Loaded loaded =
                (ConfigResult.Loaded) config(text.toString()).load();
        assertThat(loaded.warnings()).hasSize(51);
        assertThat(loaded.warnings().getLast()).hasToString("warning: configuration: 950 more unknown keys");
    }

    @Test
    void aFamilyWithoutEffectIsToldOnce() throws IOException {
        config("servicecomb:\n  registry: {autoSchemaIndex: true, healthCheck: true, autodiscovery: true}")
                .config(
                        "warning: conf/chassis.yaml:2: servicecomb.registry.autoSchemaIndex: no effect in this release: one"
                                + " registry, at the addresses configured, has all parts; the contracts of other services are not read"
                                + " (also: servicecomb.registry.healthCheck, servicecomb.registry.autodiscovery)");
    }

    @Test
    void aLongFamilyIsCut() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            text.append("servicecomb.rateLimiting.s").append(i).append(": ''\n");
        }
        ConfigResult.Loaded loaded =
                (ConfigResult.Loaded) config(text.toString()).load();
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "warning: conf/chassis.yaml:1: servicecomb.rateLimiting.s0: no effect in this release: requests"
                                + " are neither marked nor limited (also: servicecomb.rateLimiting.s1, ")
                .endsWith(", servicecomb.rateLimiting.s19 and 5 more)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cse.service.registry.autoSchemaIndex | one registry, at the addresses configured, has all parts; the contracts of other services are not read",
                "servicecomb.service.config.client.type | the configuration is read from files, environment and flags only",
                "cse.flowcontrol.a.Consumer.qps.limit.b | requests aren't limited",
                "router.address | route rules are read from the configuration only",
                "servicecomb.rateLimiting.writes | requests are neither marked nor limited",
                "cse.governance.Consumer._global.policy.fault.protocols.rest.delay.percent | no faults are injected",
                "egressRule.a | only services of the registry and of mesher.services can be reached",
                "tracing.settings.collector | spans go to Zipkin or an OpenTelemetry collector, as mesher.tracing.exporter says",
                "pprof.enable | use the JDK's tools",
                "mesher.ingress.rule.http | there is no edge mode",
                "servicecomb.protocols.grpc.listenAddress | only protocols.http and protocols.rest-admin are opened",
                "servicecomb.protocols.dubbo.listenAddress | only protocols.http and protocols.rest-admin are opened",
                "servicecomb.protocols.http-two.listenAddress | only protocols.http and protocols.rest-admin are opened",
                "servicecomb.transport.failure.grpc | use mesher.limits and mesher.timeouts",
                "servicecomb.credentials.secretKey | an account's name and password are used, as they are written",
            })
    void eachFamilySaysWhatHappensInstead(String key, String instead) throws IOException {
        config(key + ": x").config("warning: conf/chassis.yaml:1: " + key + ": no effect in this release: " + instead);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servicecomb.noRefreshSchema",
                "servicecomb.registry.cacheIndex",
                "plugin.sourceResolver",
                "plugin.destinationResolver.http",
                "servicecomb.protocols.http.workerNumber",
                "servicecomb.monitor.client.url",
                "rollingPolicy",
                "admin.goRuntimeMetrics",
                "cse.isolation.Consumer.timeout.enabled",
                "control.infra"
            })
    void keysThatNeverDidAnythingAreSilent(String key) throws IOException {
        config(key + ": x").config();
    }

    @Test
    void anEmptyTlsKeyAsksForNothing() throws IOException {
        config("ssl: {cipherPlugin: '', certFile: , rest.Consumer.caFile: ' '}").config();
    }

    @Test
    void keysWhereAValueBelongsAreRefused() throws IOException {
        assertThat(config("servicecomb.protocols.http.listenAddress: {host: 10.0.0.1, port: 1}")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: servicecomb.protocols.http.listenAddress.host: a key below"
                                + " servicecomb.protocols.http.listenAddress (expected: a value there)",
                        "error: conf/chassis.yaml:1: servicecomb.protocols.http.listenAddress.port: a key below"
                                + " servicecomb.protocols.http.listenAddress (expected: a value there)");
    }

    @Test
    void aValueWhereKeysBelongIsRefused() throws IOException {
        assertThat(config("mesher.limits: 5\nssl: x").problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: mesher.limits: a value (expected: keys below it, such as"
                                + " mesher.limits.requestLineBytes)",
                        "error: conf/chassis.yaml:2: ssl: a value (expected: keys below it, such as ssl.<tag>.certFile)");
    }
}
