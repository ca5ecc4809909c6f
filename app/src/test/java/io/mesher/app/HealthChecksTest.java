package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.control.health.CheckNetwork;
import io.mesher.control.health.HealthChecker;
import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.CandidateStatus.State;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.Secured;
import io.mesher.testkit.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class HealthChecksTest {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("health-test", failures::add);
    private final NameResolver resolver = new NameResolver();
    private final ServiceStates states = new ServiceStates();
    private final AtomicInteger made = new AtomicInteger();
    private volatile PolicyTable present = PolicyTable.DEFAULT;
    private final HealthChecks checks = new HealthChecks(() -> {
        made.incrementAndGet();
        return new HealthChecker(new CheckNetwork(loop, resolver, HealthChecksTest::noTls), states, () -> present);
    });

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() {
        checks.close();
        loop.close();
        resolver.close();
        assertThat(failures).isEmpty();
    }

    private void change(PolicyTable policies) {
        present = policies;
        checks.changed(policies);
    }

    private static PolicyTable checking(String service) {
        HealthCheckPolicy check = new HealthCheckPolicy(true, "", Duration.ofMillis(30), Duration.ofSeconds(10), 1, 1);
        return new PolicyTable(ServicePolicy.DEFAULT, Map.of(service, ServicePolicy.DEFAULT.withHealthCheck(check)));
    }

    @Test
    void makesNoCheckerWhereNothingIsChecked() {
        change(PolicyTable.DEFAULT);
        assertThat(made).hasValue(0);
    }

    @Test
    void aPolicyThatIsSwitchedOnLaterCounts() {
        Endpoint nobody = new Endpoint("127.0.0.1", Ports.free());
        Candidate dead = states.of("server").candidates().of(new Instance("a", "", nobody));
        change(PolicyTable.DEFAULT);
        change(checking("server"));
        await().until(() -> dead.status(0).state() == State.UNHEALTHY);
        change(PolicyTable.DEFAULT);
        await().until(() -> dead.status(0).state() == State.AVAILABLE);
        change(checking("server"));
        await().until(() -> dead.status(0).state() == State.UNHEALTHY);
        assertThat(made).hasValue(1);
    }

    @Test
    void makesNoneAfterItsEnd() {
        checks.close();
        change(checking("server"));
        assertThat(made).hasValue(0);
    }

    private static Secured noTls(String name) {
        throw new AssertionError("no instance here speaks TLS");
    }
}
