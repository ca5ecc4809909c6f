package io.mesher.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    @Test
    void keepsTheOptionsAndDropsTheArguments() {
        assertThat(JavaCommand.withoutTail(
                        "/jdk/bin/java",
                        List.of("-Xmx32m", "-jar", "demo", "demo", "--once"),
                        List.of("demo", "--once")))
                .contains(List.of("/jdk/bin/java", "-Xmx32m", "-jar", "demo"));
    }

    @Test
    void givesUpWhenTheListWasCutShort() {
        assertThat(JavaCommand.withoutTail("/jdk/bin/java", List.of("-Xmx32m"), List.of("demo")))
                .isEmpty();
        assertThat(JavaCommand.withoutTail("/jdk/bin/java", List.of(), List.of("demo")))
                .isEmpty();
        assertThat(JavaCommand.withoutTail("/jdk/bin/java", List.of("-cp", "long"), List.of("demo")))
                .isEmpty();
    }

    @Test
    void fallsBackToTheClassPath() {
        // Not the arguments of this process, so the system's answer doesn't fit.
        List<String> command = JavaCommand.ofThisProcess(List.of("not an argument of ours"), JavaCommandTest.class);

        assertThat(command)
                .hasSize(4)
                .endsWith("-cp", System.getProperty("java.class.path"), JavaCommandTest.class.getName());
    }
}
