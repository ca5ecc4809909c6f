package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    private final Problem problem = new Problem(Severity.WARNING, "conf/mesher.yaml:3", "mesher.x", "unknown key");

    @Test
    void saysHowBadItIsWhereNothingElseDoes() {
        assertThat(problem).hasToString("warning: conf/mesher.yaml:3: mesher.x: unknown key");
    }

    @Test
    void leavesThatToTheLevelOfALogLine() {
        assertThat(problem.text()).isEqualTo("conf/mesher.yaml:3: mesher.x: unknown key");
    }
}
