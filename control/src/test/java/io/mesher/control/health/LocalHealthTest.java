package io.mesher.control.health;

import static io.mesher.control.health.LocalHealthFixture.connect;
import static io.mesher.control.health.LocalHealthFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class LocalHealthTest {
    private static void awaitRounds(LocalHealthFixture fixture, long rounds) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> fixture.state().rounds() >= rounds);
    }

    @Test
    void asksAtOnceAndThenEachInterval() {
        try (FakeInstance application = new FakeInstance(() -> FakeInstance.status(200));
                LocalHealthFixture fixture = new LocalHealthFixture(1, 1, get(application, 0, null))) {
            awaitRounds(fixture, 3);

            assertThat(fixture.state().well()).isTrue();
            assertThat(fixture.state().failures()).isZero();
            assertThat(fixture.health.complaint()).isEmpty();
            assertThat(fixture.hasHeardNothing()).isTrue();
            assertThat(application.requests.getFirst())
                    .containsExactly(
                            "GET /healthz HTTP/1.1",
                            "Host: " + application.endpoint().authority(),
                            "User-Agent: mesher",
                            "Connection: close");
            assertThat(application.maxOpen).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, , 200, ''",
        "0, , 500, ''",
        "0, , 302, ''",
        "200, , 200, ''",
        "200, , 204, status 204 (expected: 200)",
        "503, , 503, ''",
        "0, ok, 500, ''",
        "200, ok, 500, status 500 (expected: 200)",
        "200, '^o.$', 200, ''",
        "200, fine, 200, 'status 200, but the body doesn''t match'",
    })
    void statusAndBodyCountWhereTheyAreConfigured(int wanted, String body, int status, String bad) {
        String answer = status == 204 ? "HTTP/1.1 204 No Content\r\n\r\n" : FakeInstance.status(status);
        try (FakeInstance application = new FakeInstance(() -> answer);
                LocalHealthFixture fixture = new LocalHealthFixture(1, 1, get(application, wanted, body))) {
            awaitRounds(fixture, 1);

            assertThat(fixture.state().bad()).isEqualTo(bad);
            assertThat(fixture.state().well()).isEqualTo(bad.isEmpty());
        }
    }

    @Test
    void ofABodyTheFirst64KibAreSearched() {
        String long64 = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(65_534);
        for (String end : List.of("ok", "xok")) {
            try (FakeInstance application = new FakeInstance(() -> long64 + end + "x".repeat(100_000) + "…");
                    LocalHealthFixture fixture = new LocalHealthFixture(1, 1, get(application, 200, "ok"))) {
                awaitRounds(fixture, 1);

                assertThat(fixture.state().well()).as(end).isEqualTo(end.equals("ok"));
            }
        }
    }

    @Test
    void tellsOnceWhenTheApplicationDiesAndOnceWhenItIsBack() throws Exception {
        FakeInstance application = new FakeInstance(() -> FakeInstance.status(200));
        int port = application.endpoint().port();
        try (LocalHealthFixture fixture = new LocalHealthFixture(2, 1, connect(application))) {
            awaitRounds(fixture, 1);
            application.close();

            assertThat(fixture.change()).isFalse();
            assertThat(fixture.health.complaint())
                    .isEqualTo("the local application is not healthy: 127.0.0.1:" + port
                            + ": no connection: Connection refused");
            awaitRounds(fixture, fixture.state().rounds() + 3);
            assertThat(fixture.state().failures()).isGreaterThanOrEqualTo(5);
            assertThat(fixture.hasHeardNothing()).isTrue();

            try (FakeInstance _ = new FakeInstance(port, () -> FakeInstance.status(200))) {
                assertThat(fixture.change()).isTrue();
                assertThat(fixture.health.complaint()).isEmpty();
            }
        }
    }

    @Test
    void oneBadRoundIsNotEnoughWhereTwoAreAskedFor() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        try (FakeInstance application =
                        new FakeInstance(() -> FakeInstance.status(answers.incrementAndGet() % 2 == 0 ? 200 : 500));
                LocalHealthFixture fixture = new LocalHealthFixture(2, 1, get(application, 200, null))) {
            awaitRounds(fixture, 8);

            assertThat(fixture.hasHeardNothing()).isTrue();
            assertThat(fixture.state().failures()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void allChecksMustBeGood() throws Exception {
        AtomicReference<String> first = new AtomicReference<>(FakeInstance.status(500));
        AtomicReference<String> second = new AtomicReference<>(FakeInstance.status(501));
        try (FakeInstance one = new FakeInstance(first::get);
                FakeInstance two = new FakeInstance(second::get);
                LocalHealthFixture fixture = new LocalHealthFixture(1, 1, get(one, 200, null), get(two, 200, null))) {
            assertThat(fixture.change()).isFalse();
            await().untilAsserted(() -> assertThat(fixture.health.complaint())
                    .isEqualTo("the local application is not healthy: GET " + one.endpoint()
                            + "/healthz: status 500 (expected: 200); GET " + two.endpoint()
                            + "/healthz: status 501 (expected: 200)"));

            first.set(FakeInstance.status(200));
            await().until(() -> fixture.state().well());
            assertThat(fixture.hasHeardNothing()).isTrue();

            second.set(FakeInstance.status(200));
            assertThat(fixture.change()).isTrue();
        }
    }

    @Test
    void anApplicationThatHangsIsBadAfterTheTimeout() throws Exception {
        try (FakeInstance application = new FakeInstance(() -> FakeInstance.NOTHING);
                LocalHealthFixture fixture =
                        new LocalHealthFixture(2, 1, get(application, Duration.ofMillis(100), 0, null))) {
            assertThat(fixture.change()).isFalse();
            assertThat(fixture.state().bad()).isEqualTo("no complete answer within 100 ms");
            assertThat(application.maxOpen.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void closedItAsksNoMore() throws Exception {
        try (FakeInstance application = new FakeInstance(() -> FakeInstance.NOTHING);
                LocalHealthFixture fixture = new LocalHealthFixture(1, 1, get(application, 0, null))) {
            await().until(() -> application.requests.size() == 1);

            fixture.health.close();

            await().until(() -> application.open() == 0);
            assertThat(fixture.state().rounds()).isZero();
            assertThat(fixture.hasHeardNothing()).isTrue();
        }
    }
}
