package io.mesher.control.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LocalHealthConfig;
import io.mesher.core.config.LocalHealthConfig.Check;
import io.mesher.core.route.Regex;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.Secured;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A local health check on a loop of its own. Closing it checks that nothing failed there. */
final class LocalHealthFixture implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(30);
    /** That a slow machine keeps. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    final EventLoop loop;
    final LocalHealth health;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final NameResolver resolver = new NameResolver();
    private final BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();

    LocalHealthFixture(int unhealthy, int healthy, Check... checks) {
        loop = new EventLoop("local-health-test", failures::add);
        health = new LocalHealth(
                new CheckNetwork(loop, resolver, LocalHealthFixture::noTls),
                new LocalHealthConfig(List.of(checks), unhealthy, healthy),
                heard::add);
        loop.start();
        health.start();
    }

    static Check connect(FakeInstance application) {
        return new Check(application.endpoint().port(), "", INTERVAL, TIMEOUT, 0, null);
    }

    static Check get(FakeInstance application, int status, @Nullable String body) {
        return get(application, TIMEOUT, status, body);
    }

    static Check get(FakeInstance application, Duration timeout, int status, @Nullable String body) {
        return new Check(
                application.endpoint().port(),
                "/healthz",
                INTERVAL,
                timeout,
                status,
                body == null ? null : Regex.of(body, false));
    }

    /** The next change that was told. */
    boolean change() throws InterruptedException {
        Boolean change = heard.poll(120, TimeUnit.SECONDS);
        assertThat(change).as("a change within 20 s").isNotNull();
        return change;
    }

    boolean hasHeardNothing() {
        return heard.isEmpty();
    }

    LocalCheckState state() {
        return health.states().getFirst();
    }

    @Override
    public void close() {
        health.close();
        loop.close();
        resolver.close();
        assertThat(failures).isEmpty();
    }

    private static Secured noTls(String name) {
        throw new AssertionError("no instance here speaks TLS");
    }
}
