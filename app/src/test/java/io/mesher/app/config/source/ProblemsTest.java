package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void areInTheOrderOfTheLinesOfEachFileErrorsFirst() {
        problems.warning("a.yaml:1", "k", "w1");
        problems.error("a.yaml:10", "k", "e10");
        problems.error("b.yaml:3", "k", "e3");
        problems.error("environment X", "", "env");
        problems.error("a.yaml:9", "k", "e9");
        problems.error("b.yaml:2", "k", "e2");

        assertThat(problems.all()).extracting(Problem::message).containsExactly("e9", "e10", "e2", "e3", "env", "w1");
    }

    @Test
    void ofOneLineKeepTheirOrder() {
        problems.error("a.yaml:1", "k", "z");
        problems.error("a.yaml:1", "k", "a");

        assertThat(problems.all()).extracting(Problem::message).containsExactly("z", "a");
    }
}
