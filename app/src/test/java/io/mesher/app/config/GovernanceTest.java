package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import io.mesher.core.config.Zone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests go and what happens when that fails, as it is written. */
class GovernanceTest {
    private static final String PLACE = "conf/mesher.yaml:1: ";

    @TempDir
    private Path dir;

    private ConfigDir written(String text) throws IOException {
        return new ConfigDir(dir).named().file("mesher.yaml", text);
    }

    private GovernanceConfig read(String text) throws IOException {
        return written(text).config().governance();
    }

    @Test
    void nothingWrittenIsTheDefault() throws IOException {
        assertThat(new ConfigDir(dir).named().config().governance()).isSameAs(GovernanceConfig.DEFAULT);
    }

    @Test
    void whatIsWrittenForAServiceGoesBeforeWhatIsWrittenForAll() throws IOException {
        PolicyTable policies = read("""
                cse:
                  isolation.Consumer: {maxConcurrentRequests: 7, a.b.maxConcurrentRequests: 8}
                  circuitBreaker.Consumer: {enabled: true, requestVolumeThreshold: 3, a.b.requestVolumeThreshold: 4}
                  fallbackpolicy.Consumer: {policy: returnnull, a.b.policy: throwexception}
                mesher:
                  timeouts: {connect: 2s, total: 9s, a.b.total: 3s, responseIdle: 1m}
                  ejection: {consecutiveFailures: 2, a.b.enabled: false}
                  healthCheck: {interval: 3s, a.b.path: /up}
                  loadBalancing: {slowStart: 1m, a.b.slowStart: 0s}
                """).consumer();
        ServicePolicy all = policies.forOthers();
        ServicePolicy one = policies.of("a.b");
        assertThat(policies.byService()).containsOnlyKeys("a.b");
        assertThat(all.maxConcurrent()).isEqualTo(7);
        assertThat(one.maxConcurrent()).isEqualTo(8);
        assertThat(one.breaker().enabled()).isTrue();
        assertThat(all.breaker().requestVolumeThreshold()).isEqualTo(3);
        assertThat(one.breaker().requestVolumeThreshold()).isEqualTo(4);
        assertThat(all.fallback().kind()).isNotEqualTo(one.fallback().kind());
        Duration response = TimeoutPolicy.DEFAULT.response();
        assertThat(all.timeouts())
                .isEqualTo(new TimeoutPolicy(
                        Duration.ofSeconds(2), response, Duration.ofMinutes(1), Duration.ofSeconds(9)));
        assertThat(one.timeouts().total()).isEqualTo(Duration.ofSeconds(3));
        assertThat(one.timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(all.ejection())
                .isEqualTo(new EjectionPolicy(true, 2, Duration.ofSeconds(30), Duration.ofMinutes(5), 50));
        assertThat(one.ejection().enabled()).isFalse();
        assertThat(one.ejection().consecutiveFailures()).isEqualTo(2);
        assertThat(all.healthCheck().enabled()).isFalse();
        assertThat(one.healthCheck())
                .isEqualTo(new HealthCheckPolicy(true, "/up", Duration.ofSeconds(3), Duration.ofSeconds(1), 2, 3));
        assertThat(all.balance().slowStart()).isEqualTo(Duration.ofMinutes(1));
        assertThat(one.balance().slowStart()).isZero();
    }

    @Test
    void aRetrySwitchIsWrittenOrNot() throws IOException {
        PolicyTable policies = read("""
                servicecomb.loadbalance: {a.retryEnabled: false, b.retryEnabled: true, b.retryOnNext: 2, c.retryOnNext: 2}
                """).consumer();
        assertThat(policies.forOthers().retry()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(policies.of("a").retry().mode()).isEqualTo(RetryPolicy.Mode.OFF);
        assertThat(policies.of("b").retry().mode()).isEqualTo(RetryPolicy.Mode.ON);
        assertThat(policies.of("b").retry().onNext()).isEqualTo(2);
        assertThat(policies.of("c").retry().mode()).isEqualTo(RetryPolicy.Mode.UNSET);
    }

    @Test
    void theApplicationHasTheTimeThatItsCallersGiveIt() throws IOException {
        String consumer = "cse.isolation: {Consumer: {timeoutInMilliseconds: 5000}";
        assertThat(read(consumer + "}").provider().timeouts().response()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read(consumer + ", Provider: {timeoutInMilliseconds: 6000}}")
                        .provider()
                        .timeouts()
                        .response())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void theZoneIsTheDataCentres() throws IOException {
        assertThat(read("region: {name: north, availableZone: z1}").zone()).isEqualTo(new Zone("north", "z1"));
    }

    // --- the handler chain

    @Test
    void aChainSwitchesHandlersOnAndOff() throws IOException {
        GovernanceConfig read =
                read("cse.handler.chain: {Consumer: {outgoing: ' loadbalance , ,transport'}, Provider: {incoming:"
                        + " 'bizkeeper-provider,transport'}}");
        assertThat(read.outgoing().handlers()).containsExactlyInAnyOrder(Handler.LOAD_BALANCE, Handler.TRANSPORT);
        assertThat(read.incoming().has(Handler.BREAKER_PROVIDER)).isTrue();
    }

    @Test
    void aChainWithoutAValueIsNotWritten() throws IOException {
        assertThat(read("servicecomb.handler.chain.Consumer.outgoing:").outgoing())
                .isEqualTo(HandlerChain.OUTGOING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|\"\": an empty chain answers nothing (expected: at least transport, as the last)",
                "ruter,loadbalance,transport|ruter: no such handler (expected: router, bizkeeper-consumer, loadbalance,"
                        + " transport, …; did you mean router?)",
                "loadbalance,transport,router|transport: the chain can't send anything (expected: transport, as the last)",
                "router,loadbalance|no transport: the chain can't send anything (expected: transport, as the last)",
                "router,transport|no loadbalance: the chain doesn't choose an instance (expected: loadbalance before"
                        + " transport)",
                "bizkeeper-provider,loadbalance,transport|bizkeeper-provider: of the other side (expected: a handler of this"
                        + " side)",
            })
    void aChainThatCannotWorkEndsTheStart(String chain, String problem) throws IOException {
        assertThat(written("servicecomb.handler.chain.Consumer.outgoing: '" + chain.replace("'", "") + "'")
                        .problems())
                .contains("error: " + PLACE + "servicecomb.handler.chain.Consumer.outgoing: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outgoing|loadbalance,bizkeeper-consumer,transport|bizkeeper-consumer after loadbalance: Mesher keeps its own"
                        + " order (router and rate limits, then the breaker, then loadbalance)",
                "outgoing|skywalking-consumer,loadbalance,transport|skywalking-consumer: does nothing in this release",
                "outgoing|fault-inject,loadbalance,transport|fault-inject: does nothing in this release",
                "default|x|nothing goes through this chain; the built-in one stays in use (expected:"
                        + " servicecomb.handler.chain.Consumer.outgoing)",
            })
    void whatAChainCannotDoIsTold(String name, String chain, String warning) throws IOException {
        String key = "servicecomb.handler.chain.Consumer." + name;
        written(key + ": '" + chain + "'").config("warning: " + PLACE + key + ": " + warning);
    }

    // --- values

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cse.loadbalance.strategy.name|roundrobin|RoundRobin, Random, WeightedResponse, SessionStickiness,"
                        + " LeastRequest or PeakEWMA; did you mean RoundRobin?",
                "servicecomb.loadbalance.a.b.strategy.name|Hash|RoundRobin, Random, WeightedResponse, SessionStickiness,"
                        + " LeastRequest or PeakEWMA",
                "cse.loadbalance.backoff.kind|linear|exponential, jittered, constant or zero",
                "cse.circuitBreaker.scope|all|service, api, instance or instance-api",
                "cse.fallbackpolicy.Consumer.policy|null|returnnull or throwexception",
                "servicecomb.transport.failure.rest|503|http_ and a status from 100 to 599, such as http_503",
                "servicecomb.transport.failure.http|http_600|http_ and a status from 100 to 599, such as http_503",
                "mesher.healthCheck.orders.path|up|a path that begins with /, such as /health",
                "mesher.ejection.orders.duration|fast|a duration with a unit, such as 10s, 500ms or 1m30s",
            })
    void aWrongValueIsToldWithWhatWasExpected(String key, String value, String expected) throws IOException {
        assertThat(written(key + ": '" + value + "'").problems())
                .singleElement()
                .asString()
                .startsWith("error: " + PLACE + key + ": ")
                .contains(value)
                .endsWith("(expected: " + expected + ")");
    }

    @Test
    void pausesThatShrinkAreRefused() throws IOException {
        assertThat(written("cse.loadbalance.backoff: {minMs: 9, maxMs: 8}").problems())
                .containsExactly("error: " + PLACE
                        + "cse.loadbalance.backoff.maxMs: 8: less than minMs, which is 9 (expected: 9 or more)");
    }

    @Test
    void aRetryPauseInTheWrongCaseCountsAndIsTold() throws IOException {
        String warning = ": wrong case, accepted here; CSE Mesher ignored it (expected: ";
        GovernanceConfig read = written("cse.loadbalance: {backoff: {MinMs: 5, MaxMs: 9}, a.b.backoff.MINMS: 7}")
                .config(
                        "warning: " + PLACE + "cse.loadbalance.backoff.MinMs" + warning + "minMs)",
                        "warning: " + PLACE + "cse.loadbalance.backoff.MaxMs" + warning + "maxMs)",
                        "warning: " + PLACE + "cse.loadbalance.a.b.backoff.MINMS" + warning + "minMs)")
                .governance();
        assertThat(read.consumer().forOthers().retry().mode()).isEqualTo(RetryPolicy.Mode.UNSET);
        GovernanceConfig on = written("cse.loadbalance: {retryEnabled: true, backoff: {MinMs: 5, maxMs: 9}}")
                .config("warning: " + PLACE + "cse.loadbalance.backoff.MinMs" + warning + "minMs)")
                .governance();
        assertThat(on.consumer().forOthers().retry().backoff().min()).isEqualTo(Duration.ofMillis(5));
        assertThat(on.consumer().forOthers().retry().backoff().max()).isEqualTo(Duration.ofMillis(9));
    }

    /** None of these is the key for all services, nor the one for callers' connections. */
    @ParameterizedTest
    @CsvSource({
        "head",
        "idle",
        "lookup",
        "connect",
        "total",
        "responseIdle",
        "requestBody",
        "responseTaken",
        "tunnelIdle"
    })
    void aServiceMayBeCalledAsAKeyIs(String name) throws IOException {
        PolicyTable policies = read("mesher.timeouts." + name + ".total: 3s").consumer();
        assertThat(policies.byService()).containsOnlyKeys(name);
        assertThat(policies.of(name).timeouts().total()).isEqualTo(Duration.ofSeconds(3));
        assertThat(policies.forOthers()).isEqualTo(ServicePolicy.DEFAULT);
    }

    @Test
    void emptyItemsOfAChainAreDroppedSilently() throws IOException {
        written("cse.handler.chain.Consumer.outgoing: ',, loadbalance,, transport,,'")
                .config();
    }

    @Test
    void anEmptyChainIsToldBesideOtherProblems() throws IOException {
        assertThat(written("cse: {handler.chain.Consumer.outgoing: '', loadbalance.retryOnNext: many}")
                        .problems())
                .containsExactlyInAnyOrder(
                        "error: " + PLACE + "cse.loadbalance.retryOnNext: many (expected: 0 to 10)",
                        "error: " + PLACE + "cse.handler.chain.Consumer.outgoing: \"\": an empty chain answers nothing"
                                + " (expected: at least transport, as the last)");
        assertThat(written("admin.enable: perhaps\ncse.handler.chain.Consumer.outgoing: ''")
                        .problems())
                .anyMatch(problem -> problem.endsWith(
                        "an empty chain answers nothing (expected: at least transport, as" + " the last)"));
    }

    @Test
    void aChainOfHandlersThatDoNothingIsNotCalledEmpty() throws IOException {
        assertThat(written("cse.handler.chain.Consumer.outgoing: skywalking-consumer")
                        .problems())
                .contains("error: " + PLACE + "cse.handler.chain.Consumer.outgoing: no transport: the chain can't send"
                        + " anything (expected: transport, as the last)");
    }

    @Test
    void asManyCallsAsTheOriginalAllowedAtMost() throws IOException {
        String key = "cse.isolation.Consumer.maxConcurrentRequests";
        int max = written(key + ": 9000")
                .config("warning: " + PLACE + key + ": 9000: taken as 5000 (expected: 1 to 5000)")
                .governance()
                .consumer()
                .forOthers()
                .maxConcurrent();
        assertThat(max).isEqualTo(5000);
    }
}
