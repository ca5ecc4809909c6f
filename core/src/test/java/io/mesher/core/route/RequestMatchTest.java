package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.route.TextTest.Operator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestMatchTest {
    private static Condition exact(Condition.Part part, String name, String value) {
        return new Condition(part, name, List.of(TextTest.of(Operator.EXACT, value, false)), false);
    }

    @Test
    void eachPartOfARequestIsAsked() {
        FakeRequest request = new FakeRequest()
                .path("/orders")
                .field("X-User", "a")
                .query("q", "b")
                .cookie("c", "d");
        assertThat(exact(Condition.Part.FIELD, "x-user", "a").matches(request)).isTrue();
        assertThat(exact(Condition.Part.PATH, "", "/orders").matches(request)).isTrue();
        assertThat(exact(Condition.Part.QUERY, "q", "b").matches(request)).isTrue();
        assertThat(exact(Condition.Part.COOKIE, "c", "d").matches(request)).isTrue();
        assertThat(exact(Condition.Part.COOKIE, "q", "b").matches(request)).isFalse();
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(exact(Condition.Part.FIELD, "X-User", "").matches(new FakeRequest()))
                .isTrue();
    }

    @Test
    void aFilledOneMustBeThere() {
        Condition filled =
                new Condition(Condition.Part.FIELD, "X-User", List.of(TextTest.of(Operator.NO_EQU, "a", false)), true);
        assertThat(filled.matches(new FakeRequest())).isFalse();
        assertThat(filled.matches(new FakeRequest().field("X-User", "b"))).isTrue();
    }

    @Test
    void allOperatorsHold() {
        Condition between = new Condition(
                Condition.Part.FIELD,
                "X-Build",
                List.of(TextTest.of(Operator.NO_LESS, "10", false), TextTest.of(Operator.LESS, "20", false)),
                false);
        assertThat(between.matches(new FakeRequest().field("X-Build", "15"))).isTrue();
        assertThat(between.matches(new FakeRequest().field("X-Build", "25"))).isFalse();
    }

    @Test
    void methodsAreOneOfThese() {
        MethodIs writes = new MethodIs(List.of("POST", "PUT"));
        assertThat(writes.matches(new FakeRequest().method("PUT"))).isTrue();
        assertThat(writes.matches(new FakeRequest().method("GET"))).isFalse();
    }

    @Test
    void theCallerIsKnownByNameAndTags() {
        FakeRequest request = new FakeRequest();
        assertThat(new CallerIs("webshop", Map.of()).matches(request)).isTrue();
        assertThat(new CallerIs("other", Map.of()).matches(request)).isFalse();
        assertThat(new CallerIs("", Map.of("version", "1.0.0")).matches(request))
                .isTrue();
        assertThat(new CallerIs("webshop", Map.of("version", "2.0.0")).matches(request))
                .isFalse();
        assertThat(new CallerIs("", Map.of("zone", "a")).matches(request)).isFalse();
    }

    @Test
    void allAndAny() {
        RequestMatch no = _ -> false;
        FakeRequest request = new FakeRequest();
        assertThat(new AllOf(List.of(RequestMatch.ANY, no)).matches(request)).isFalse();
        assertThat(new AllOf(List.of()).matches(request)).isTrue();
        assertThat(new AnyOf(List.of(no, RequestMatch.ANY)).matches(request)).isTrue();
        assertThat(new AnyOf(List.of(no)).matches(request)).isFalse();
    }

    @Test
    void isToldInWords() {
        Condition user = new Condition(
                Condition.Part.FIELD, "X-User", List.of(TextTest.of(Operator.PREFIX, "beta", true)), false);
        Condition path = new Condition(
                Condition.Part.PATH,
                "",
                List.of(TextTest.of(Operator.PREFIX, "/a", false), TextTest.of(Operator.SUFFIX, "b", false)),
                false);
        RequestMatch match = new AllOf(List.of(
                new CallerIs("webshop", Map.of("version", "1.0")),
                new MethodIs(List.of("GET", "HEAD")),
                new AnyOf(List.of(user, path))));
        assertThat(match)
                .hasToString(
                        "source webshop, version=1.0 and method GET or HEAD and (header X-User prefix \"beta\" in any"
                                + " case or path prefix \"/a\", suffix \"b\")");
    }
}
