package io.mesher.control.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.core.balance.Candidate;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.Secured;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A checker on a loop of its own. Closing it checks that nothing failed there. */
final class HealthFixture implements AutoCloseable {
    static final String SERVICE = "Server";

    final ServiceStates states = new ServiceStates();
    final AtomicInteger rounds = new AtomicInteger();
    private volatile PolicyTable policies = PolicyTable.DEFAULT;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop("health-test", failures::add);
    private final NameResolver resolver = new NameResolver();
    final HealthChecker checker =
            new HealthChecker(new CheckNetwork(loop, resolver, HealthFixture::noTls), states, () -> {
                rounds.incrementAndGet();
                return policies;
            });

    HealthFixture() {
        loop.start();
    }

    /** Every 30 ms, with a time-out that a slow machine keeps. */
    static HealthCheckPolicy policy(String path, int healthy, int unhealthy) {
        return policy(path, Duration.ofSeconds(10), healthy, unhealthy);
    }

    static HealthCheckPolicy policy(String path, Duration timeout, int healthy, int unhealthy) {
        return new HealthCheckPolicy(true, path, Duration.ofMillis(30), timeout, healthy, unhealthy);
    }

    Candidate instance(String id, Endpoint endpoint) {
        return states.of(SERVICE).candidates().of(new Instance(id, "1.0", endpoint));
    }

    /** For the one service, from now on. */
    void check(HealthCheckPolicy policy) {
        set(Map.of(SERVICE, policyOf(policy)));
        checker.changed();
    }

    void set(Map<String, ServicePolicy> byService) {
        policies = new PolicyTable(ServicePolicy.DEFAULT, byService);
    }

    static ServicePolicy policyOf(HealthCheckPolicy check) {
        return ServicePolicy.DEFAULT.withHealthCheck(check);
    }

    /** Why it gets no requests; empty where it is well. */
    static String unwell(Candidate candidate) {
        return candidate.status(0).reason();
    }

    static void awaitUnwell(Candidate candidate, String why) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(unwell(candidate)).isEqualTo(why));
    }

    static void awaitWell(Candidate candidate) {
        awaitUnwell(candidate, "");
    }

    /** Waits until the loop has done all that it was given before. */
    void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(done::countDown);
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        checker.close();
        loop.close();
        resolver.close();
        assertThat(failures).isEmpty();
    }

    private static Secured noTls(String name) {
        throw new AssertionError("no instance here speaks TLS");
    }
}
