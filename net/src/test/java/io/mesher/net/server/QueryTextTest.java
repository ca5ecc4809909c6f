package io.mesher.net.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTextTest {
    @Test
    void takesAQueryApart() {
        assertThat(QueryText.parse("url=http%3A%2F%2Fa%2F%3Fx%3D1&header=a:+b&header=c%3A%20d&flag&bad=%zz"))
                .isEqualTo(Map.of(
                        "url", List.of("http://a/?x=1"),
                        "header", List.of("a: b", "c: d"),
                        "flag", List.of(""),
                        "bad", List.of("%zz")));
        assertThat(QueryText.parse("")).isEmpty();
    }
}
