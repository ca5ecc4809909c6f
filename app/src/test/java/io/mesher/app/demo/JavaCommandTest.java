package io.mesher.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    @Timeout(600)
    void findsTheOptionsOfARunningProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = folder(JavaCommand.class) + File.pathSeparator + folder(JavaCommandTest.class);
        List<String> started = List.of(java, "-Xmx20m", "-XX:+UseSerialGC", "-cp", classes, Telling.class.getName());
        List<String> command = new ArrayList<>(started);
        command.addAll(List.of("demo", "--once"));

        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = process.inputReader().readAllAsString();

        assertThat(told.lines()).containsExactlyElementsOf(started);
    }

    @Test
    void fallsBackToTheClassPath() {
        // Not the arguments of this process, so the system's answer doesn't fit.
        List<String> command = JavaCommand.ofThisProcess(List.of("not an argument of ours"), JavaCommandTest.class);

        assertThat(command)
                .hasSize(4)
                .endsWith("-cp", System.getProperty("java.class.path"), JavaCommandTest.class.getName());
    }

    private static String folder(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    static final class Telling {
        public static void main(String[] arguments) {
            JavaCommand.ofThisProcess(List.of(arguments), Telling.class).forEach(System.out::println);
        }
    }
}
