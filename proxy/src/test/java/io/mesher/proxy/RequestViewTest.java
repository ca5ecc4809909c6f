package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.failure.InternalFailure;
import io.mesher.core.route.RequestFacts;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules learn of a request. */
class RequestViewTest {
    private static @Nullable String ask(Function<RequestFacts, @Nullable String> question, String... lines) {
        List<@Nullable String> answers = new ArrayList<>();
        Filter asking = new FilterOf(exchange -> {
            answers.add(question.apply(exchange.facts()));
            return new InternalFailure.NoInstance("the test is over");
        });
        try (ExchangeFixture fixture = new ExchangeFixture(1, InetAddress.ofLiteral("127.0.0.1"), List.of(asking))) {
            fixture.request(lines);
        }
        return answers.getFirst();
    }

    private static @Nullable String query(String name, String target) {
        return ask(facts -> facts.query(name), "GET http://server" + target + " HTTP/1.1", "Host: server");
    }

    private static @Nullable String cookie(String name, String... fields) {
        String[] lines = new String[fields.length + 2];
        lines[0] = "GET http://server/ HTTP/1.1";
        lines[1] = "Host: server";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        return ask(facts -> facts.cookie(name), lines);
    }

    @Test
    void theMethodIsAsItCame() {
        assertThat(ask(RequestFacts::method, "PATCH http://server/ HTTP/1.1", "Host: server"))
                .isEqualTo("PATCH");
        assertThat(ask(RequestFacts::method, "brew http://server/ HTTP/1.1", "Host: server"))
                .isEqualTo("brew");
    }

    @ParameterizedTest
    @CsvSource({
        "http://server/orders/1, /orders/1",
        "http://server/orders?a=/b/../c, /orders",
        "http://server/%6frders//1/../2?x, /orders/2",
        "http://server?a=b, /",
        "http://server, /",
        "/orders?x, /orders",
    })
    void thePathIsNormalAndWithoutTheQuery(String target, String path) {
        assertThat(ask(RequestFacts::path, "GET " + target + " HTTP/1.1", "Host: server"))
                .isEqualTo(path);
    }

    @Test
    void fieldsAreFoundInAnyCaseAndTheFirstCounts() {
        String[] lines = {"GET http://server/ HTTP/1.1", "Host: server", "x-uSER: tom", "X-User: ann", "X-Empty:"};
        assertThat(ask(facts -> facts.field("X-User"), lines)).isEqualTo("tom");
        assertThat(ask(facts -> facts.field("x-empty"), lines)).isEmpty();
        assertThat(ask(facts -> facts.field("X-Use"), lines)).isNull();
        assertThat(ask(facts -> facts.field("X-Users"), lines)).isNull();
        assertThat(ask(facts -> facts.field("host"), lines)).isEqualTo("server");
    }

    @Test
    void parametersAreDecodedAndTheFirstCounts() {
        assertThat(query("a", "/?a=1&a=2")).isEqualTo("1");
        assertThat(query("b", "/?a=1&b=x%20y+z")).isEqualTo("x y z");
        assertThat(query("a b", "/?a%20b=1")).isEqualTo("1");
        assertThat(query("a", "/?a=b=c")).isEqualTo("b=c");
        assertThat(query("a", "/?a")).isEmpty();
        assertThat(query("a", "/?a=")).isEmpty();
        assertThat(query("a", "/?b=1")).isNull();
        assertThat(query("a", "/")).isNull();
        assertThat(query("a", "?a=1")).isEqualTo("1");
        assertThat(query("u", "/?u=%C3%BC")).isEqualTo("ü");
    }

    @Test
    void whatIsNotWellEncodedIsTakenAsItIs() {
        assertThat(query("a", "/?a=%zz+b")).isEqualTo("%zz b");
        assertThat(query("a", "/?a=100%")).isEqualTo("100%");
        assertThat(query("a", "/?&&=x&a=1")).isEqualTo("1");
    }

    @Test
    void cookiesAreFoundInAllLines() {
        assertThat(cookie("a", "Cookie: a=1; b=2")).isEqualTo("1");
        assertThat(cookie("b", "Cookie: a=1; b=2")).isEqualTo("2");
        assertThat(cookie("b", "Cookie: a=1;b=2")).isEqualTo("2");
        assertThat(cookie("c", "Cookie: a=1", "cookie: c=3")).isEqualTo("3");
        assertThat(cookie("a", "Cookie: a=1; a=2")).isEqualTo("1");
        assertThat(cookie("a", "Cookie: a=\"x y\" ; b=2")).isEqualTo("x y");
        assertThat(cookie("a", "Cookie: a=b=c")).isEqualTo("b=c");
        assertThat(cookie("a", "Cookie: a=")).isEmpty();
    }

    @Test
    void cookiesOfOtherNamesAreNotFound() {
        assertThat(cookie("a", "Cookie: aa=1; ba=2; A=3")).isNull();
        assertThat(cookie("a", "Cookie: a")).isNull();
        assertThat(cookie("a", "Cookie: b=a=1")).isNull();
        assertThat(cookie("a")).isNull();
    }

    @Test
    void theCallerIsTheOwnApplication() {
        String[] lines = {"GET http://server/ HTTP/1.1", "Host: server"};
        assertThat(ask(RequestFacts::source, lines)).isEqualTo("client");
        assertThat(ask(facts -> facts.sourceTags().toString(), lines)).isEqualTo("{app=default}");
    }
}
