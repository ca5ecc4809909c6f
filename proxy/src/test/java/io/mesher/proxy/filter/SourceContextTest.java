package io.mesher.proxy.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.name.ServiceIdentity;
import io.mesher.proxy.Filtered;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceContextTest {
    private static final String ALONE = "x-cse-context: {\"x-cse-src-microservice\":\"client\"}\r\n";
    private final SourceContext filter = new SourceContext(identity("client"));

    @Test
    void theCallersServiceIsNamed() {
        Filtered filtered = with(filter);
        assertThat(filtered.added()).isEqualTo(ALONE);
        assertThat(filtered.kept()).containsExactly("Host: server");
    }

    @Test
    void theApplicationsOwnEntriesStayInSortedOrder() {
        Filtered filtered = with(filter, "X-CSE-Context: {\"z\":\"1\", \"a\":\"2\"}");
        assertThat(filtered.added())
                .isEqualTo("x-cse-context: {\"a\":\"2\",\"x-cse-src-microservice\":\"client\",\"z\":\"1\"}\r\n");
        assertThat(filtered.kept()).containsExactly("Host: server");
    }

    @Test
    void theApplicationCannotCallItselfSomethingElse() {
        assertThat(with(filter, "x-cse-context: {\"x-cse-src-microservice\":\"admin\"}")
                        .added())
                .isEqualTo(ALONE);
    }

    @Test
    void theFirstOfSeveralCountsAndNoneOfThemGoesOn() {
        Filtered filtered = with(filter, "x-cse-context: {\"a\":\"1\"}", "X-Cse-Context: {\"b\":\"2\"}");
        assertThat(filtered.added())
                .isEqualTo("x-cse-context: {\"a\":\"1\",\"x-cse-src-microservice\":\"client\"}\r\n");
        assertThat(filtered.kept()).containsExactly("Host: server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "\"a\"",
                "{",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{\"a\":\"1\"} {}",
                "{\"a\":\"1\",}",
                "{'a':'1'}",
                "{\"a\":\"\u00ff\"}",
                "{\"a\":\"\\x\"}"
            })
    void whatIsNoObjectOfStringsIsReplaced(String value) {
        assertThat(with(filter, "x-cse-context: " + value).added()).isEqualTo(ALONE);
    }

    @Test
    void noValueCanEndTheLine() {
        String added = with(filter, "x-cse-context: {\"a\":\"1\\r\\nX-Evil: 1\\u0000\\u007f\"}")
                .added();
        assertThat(added)
                .isEqualTo("x-cse-context: {\"a\":\"1\\r\\nX-Evil: 1\\u0000\\u007f\","
                        + "\"x-cse-src-microservice\":\"client\"}\r\n");
    }

    @Test
    void textBeyondAsciiStaysUtf8() {
        String latin1 =
                new String("{\"a\":\"\u00e9\u4e2d\"}".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(with(filter, "x-cse-context: " + latin1).added())
                .startsWith("x-cse-context: " + latin1.substring(0, 11));
    }

    @Test
    void anOwnNameWithQuotesIsStillJson() {
        assertThat(with(new SourceContext(identity("a\"b"))).added())
                .isEqualTo("x-cse-context: {\"x-cse-src-microservice\":\"a\\\"b\"}\r\n");
    }

    private static ServiceIdentity identity(String name) {
        return new ServiceIdentity(name, "default", "", "");
    }

    private static Filtered with(SourceContext filter, String... fields) {
        String[] lines = new String[fields.length + 2];
        lines[0] = "GET http://server/a HTTP/1.1";
        lines[1] = "Host: server";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        return Filtered.by(filter, lines);
    }
}
