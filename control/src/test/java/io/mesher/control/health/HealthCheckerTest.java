package io.mesher.control.health;

import static io.mesher.control.health.FakeInstance.status;
import static io.mesher.control.health.HealthFixture.SERVICE;
import static io.mesher.control.health.HealthFixture.awaitUnwell;
import static io.mesher.control.health.HealthFixture.awaitWell;
import static io.mesher.control.health.HealthFixture.policy;
import static io.mesher.control.health.HealthFixture.policyOf;
import static io.mesher.control.health.HealthFixture.unwell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.core.balance.Candidate;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.HealthCheckPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is checked, when, and what follows; what a check sends and takes is in {@link ProbeTest}. */
@Timeout(600)
class HealthCheckerTest {
    private static final HealthCheckPolicy OFF = HealthCheckPolicy.DEFAULT;

    private final HealthFixture fixture = new HealthFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takesOutAndBackInByResultsInARow() {
        int[] statuses = {200, 500, 500, 200, 500, 500, 500, 200, 500, 200, 200, 200};
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            // Three bad ones from the fifth on, two good ones from the tenth on.
            expected.add(i < 7 || i > 10);
        }
        AtomicReference<Candidate> candidate = new AtomicReference<>();
        List<Boolean> well = new CopyOnWriteArrayList<>();
        try (FakeInstance server = new FakeInstance(() -> {
            // One check at a time: what came of those before is known when the next arrives.
            well.add(unwell(candidate.get()).isEmpty());
            return status(statuses[Math.min(well.size(), statuses.length) - 1]);
        })) {
            candidate.set(fixture.instance("a", server.endpoint()));
            fixture.check(policy("/", 2, 3));

            await().until(() -> well.size() >= statuses.length);
        }
        assertThat(well.subList(0, statuses.length)).isEqualTo(expected);
    }

    @Test
    void checksConnectionsOnlyWithoutAPath() {
        FakeInstance first = new FakeInstance(() -> status(500));
        Candidate candidate = fixture.instance("a", first.endpoint());
        fixture.check(policy("", 1, 1));
        await().until(() -> first.accepted.get() > 2);
        assertThat(unwell(candidate)).isEmpty();

        first.close();
        awaitUnwell(candidate, "health check: no connection: Connection refused");

        try (FakeInstance again = new FakeInstance(first.endpoint().port(), () -> status(500))) {
            awaitWell(candidate);
            assertThat(again.requests).isEmpty();
        }
        assertThat(first.requests).isEmpty();
    }

    @Test
    void switchedOffEverybodyIsWellAndNobodyIsAsked() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> status(503))) {
            Candidate candidate = fixture.instance("a", server.endpoint());
            fixture.check(policy("/", 1, 1));
            awaitUnwell(candidate, "health check: status 503");

            fixture.check(OFF);
            fixture.settle();
            assertThat(unwell(candidate)).isEmpty();
            int rounds = fixture.rounds.get();
            int asked = server.accepted.get();
            await().during(Duration.ofMillis(300)).until(() -> fixture.rounds.get() == rounds);
            assertThat(server.accepted).hasValue(asked);
            assertThat(unwell(candidate)).isEmpty();

            fixture.check(policy("/", 1, 1));
            awaitUnwell(candidate, "health check: status 503");
        }
    }

    @Test
    void startsToNothingWhereNothingIsEnabled() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> status(503))) {
            fixture.instance("a", server.endpoint());
            fixture.checker.changed();
            fixture.settle();

            assertThat(fixture.rounds).hasValue(1);
            assertThat(server.accepted).hasValue(0);
        }
    }

    @Test
    void startsWithInstancesThatComeLater() {
        try (FakeInstance server = new FakeInstance(() -> status(503))) {
            fixture.set(Map.of(SERVICE, policyOf(policy("/", 1, 2))));
            fixture.checker.changed();
            await().until(() -> fixture.rounds.get() > 3);

            Candidate candidate = fixture.instance("a", server.endpoint());
            assertThat(unwell(candidate)).isEmpty();
            awaitUnwell(candidate, "health check: status 503");
        }
    }

    @Test
    void checksOnlyTheServicesThatSaySo() {
        try (FakeInstance server = new FakeInstance(() -> status(503));
                FakeInstance other = new FakeInstance(() -> status(503))) {
            Candidate candidate = fixture.instance("a", server.endpoint());
            fixture.states
                    .of("Other")
                    .candidates()
                    .of(fixture.instance("b", other.endpoint()).instance());
            fixture.states.of(SERVICE).candidates().retain(List.of(candidate.instance()), 0);
            fixture.check(policy("/", 1, 3));

            awaitUnwell(candidate, "health check: status 503");
            assertThat(other.accepted).hasValue(0);
        }
    }

    @Test
    void forgetsInstancesThatAreGone() {
        AtomicInteger answers = new AtomicInteger();
        try (FakeInstance stays = new FakeInstance(() -> status(200));
                FakeInstance goes = new FakeInstance(() -> {
                    answers.incrementAndGet();
                    return FakeInstance.NOTHING;
                })) {
            Candidate first = fixture.instance("stays", stays.endpoint());
            fixture.instance("goes", goes.endpoint());
            fixture.check(policy("/", 1, 1));
            await().until(() -> goes.open() == 1 && answers.get() == 1);

            fixture.states.of(SERVICE).candidates().retain(List.of(first.instance()), 0);

            await().until(() -> goes.open() == 0);
            int asked = stays.accepted.get();
            await().until(() -> stays.accepted.get() > asked + 3);
            assertThat(goes.accepted).hasValue(1);
        }
    }

    @Test
    void neverChecksAnInstanceTwiceAtOnce() {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.NOTHING)) {
            Candidate candidate = fixture.instance("a", server.endpoint());
            fixture.check(policy("/", Duration.ofMillis(200), 1, 2));

            awaitUnwell(candidate, "health check: no complete answer within 200 ms");
            await().until(() -> server.accepted.get() >= 4);
            // One may not have seen its end yet when the next comes.
            assertThat(server.maxOpen.get()).isLessThanOrEqualTo(2);
        }
    }

    /** Equal endpoints would be one instance. */
    private static Endpoint below(Endpoint server, int i) {
        return new Endpoint(server.host(), server.port(), "/" + i);
    }

    @Test
    void hundredsOfInstancesAreNotHundredsOfConnections() {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.NOTHING)) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                candidates.add(fixture.instance("instance-" + i, below(server.endpoint(), i)));
            }
            fixture.check(policy("/", Duration.ofMillis(400), 1, 1));

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> candidates.stream()
                            .noneMatch(candidate -> unwell(candidate).isEmpty()));
            // Those that ended may not have been seen by the server's threads yet.
            assertThat(server.maxOpen.get()).isBetween(32, 2 * CheckQueue.MAX_AT_ONCE);
        }
    }

    @Test
    void thousandsThatCannotEvenBeAskedEndOneBehindTheOther() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            candidates.add(fixture.instance("instance-" + i, new Endpoint("127.0.0.1", 1 + i)));
        }
        fixture.check(policy("/with space", 1, 1));

        await().until(() -> candidates.stream()
                .allMatch(candidate -> unwell(candidate).startsWith("health check: the request is not valid: ")));
    }

    @Test
    void switchedOffThoseThatWaitAreNotBegun() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.NOTHING)) {
            for (int i = 0; i < 400; i++) {
                fixture.instance("instance-" + i, below(server.endpoint(), i));
            }
            fixture.check(policy("/", 1, 1));
            await().until(() -> server.open() == CheckQueue.MAX_AT_ONCE);

            fixture.check(OFF);
            fixture.settle();

            await().until(() -> server.open() == 0);
            assertThat(server.accepted).hasValue(CheckQueue.MAX_AT_ONCE);
        }
    }

    @Test
    void aShorterIntervalCountsAtOnce() {
        try (FakeInstance server = new FakeInstance(() -> status(503))) {
            Candidate candidate = fixture.instance("a", server.endpoint());
            fixture.check(new HealthCheckPolicy(true, "/", Duration.ofDays(365), Duration.ofSeconds(5), 1, 1));

            fixture.check(policy("/", 1, 1));

            awaitUnwell(candidate, "health check: status 503");
        }
    }

    @Test
    void closedItAsksNobody() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.NOTHING)) {
            Candidate candidate = fixture.instance("a", server.endpoint());
            fixture.check(policy("/", 1, 1));
            await().until(() -> server.open() == 1);

            fixture.checker.close();
            fixture.checker.changed();
            fixture.settle();

            await().until(() -> server.open() == 0);
            assertThat(server.accepted).hasValue(1);
            assertThat(unwell(candidate)).isEmpty();
        }
    }
}
