package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.LauncherTree.Outcome;
import io.mesher.it.component.LauncherTree.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class LauncherTest {

    @TempDir
    private Path base;

    private LauncherTree tree;

    @BeforeEach
    void aTree() throws IOException {
        tree = new LauncherTree(base);
    }

    @Nested
    class FindsAJdk {

        @Test
        void javaHomeFirst() throws Exception {
            tree.jdk("jdks/usual", "25.0.3");
            tree.set("JAVA_HOME", tree.jdk("mine", "26").toString());

            assertThat(tree.run("run").out()).startsWith("JDK " + base + "/mine/bin/java\n");
            assertThat(tree.builds()).containsExactly(base + "/mine");
        }

        @Test
        void behindTheLinksOfTheJavaOnThePath() throws Exception {
            Path jdk = tree.jdk("opt/jdk-25", "25.0.3");
            Path alternative = Files.createSymbolicLink(base.resolve("alternative"), jdk.resolve("bin/java"));
            Files.createSymbolicLink(base.resolve("bin/java"), alternative);

            assertThat(tree.run("run").out()).startsWith("JDK " + jdk.toRealPath() + "/bin/java\n");
        }

        @Test
        void inTheUsualFoldersWhenThePathAndJavaHomeHaveAnOldOne() throws Exception {
            tree.set("JAVA_HOME", tree.jdk("old", "21.0.9").toString());
            Files.createSymbolicLink(
                    base.resolve("bin/java"), tree.jdk("older", "1.8.0_402").resolve("bin/java"));
            tree.jdk("jdks/a-17", "17.0.15");
            tree.jdk("jdks/b-25", "25.0.3");

            assertThat(tree.run("run").out()).startsWith("JDK " + base + "/jdks/b-25/bin/java\n");
        }

        @Test
        void theOldestThatWillDo() throws Exception {
            tree.jdk("jdks/a-27", "27-ea");
            tree.jdk("jdks/b-25", "25");
            tree.jdk("jdks/c-26", "26.0.1");

            assertThat(tree.run("run").out()).startsWith("JDK " + base + "/jdks/b-25/bin/java\n");
        }

        @Test
        void butNoJre() throws Exception {
            Files.delete(tree.jdk("jdks/a-25", "25.0.3").resolve("bin/javac"));
            tree.jdk("jdks/b-25", "25.0.3");

            assertThat(tree.run("run").out()).startsWith("JDK " + base + "/jdks/b-25/bin/java\n");
        }

        @Test
        void orSaysInOneLineWhatToInstall() throws Exception {
            tree.jdk("jdks/jdk-24", "24.0.2");

            Outcome outcome = tree.run("run");

            assertThat(outcome.exitCode()).isEqualTo(78);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("mesher: no JDK 25 or later in JAVA_HOME, on the PATH or in MESHER_JDK_DIRS (" + base
                            + "/jdks): install");
            assertThat(tree.builds()).isEmpty();
        }
    }

    @Nested
    class Builds {

        @BeforeEach
        void aJdk() throws IOException {
            tree.jdk("jdks/jdk", "25.0.3");
        }

        @Test
        void atTheFirstStartOnly() throws Exception {
            assertThat(tree.run("run").out()).contains("\none\n");
            Outcome second = tree.run("run");

            assertThat(tree.builds()).hasSize(1);
            assertThat(second.err()).isEmpty();
            assertThat(second.out()).contains("\none\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"app/src/main/java/Main.java", "core/src/main/resources/names", "app/pom.xml", "pom.xml"})
        void afterAChangeOf(String file) throws Exception {
            tree.run("run");
            tree.write(file, "two\n");

            Outcome outcome = tree.run("run");

            assertThat(tree.builds()).hasSize(2);
            if (file.contains("src")) {
                assertThat(outcome.out()).contains("\ntwo\n");
            }
        }

        @Test
        void afterASourceWasRemoved() throws Exception {
            tree.write("app/src/main/java/Other.java", "other\n");
            assertThat(tree.run("run").out()).contains("\nother\n");
            Files.delete(tree.home().resolve("app/src/main/java/Other.java"));

            assertThat(tree.run("run").out()).doesNotContain("\nother\n");
        }

        @Test
        void notAfterAChangeOfATest() throws Exception {
            tree.run("run");
            tree.write("core/src/test/java/SomeTest.java", "test");
            tree.run("run");

            assertThat(tree.builds()).hasSize(1);
        }

        @Test
        void againForAnotherJdk() throws Exception {
            tree.run("run");
            tree.jdk("jdks/jdk", "25.0.4");
            tree.run("run");

            assertThat(tree.builds()).hasSize(2);
        }

        @Test
        void andShowsTheErrorsOfAFailedBuildAndStartsNothing() throws Exception {
            tree.run("run");
            tree.write("app/src/main/java/Main.java", "BROKEN\n");

            for (Outcome outcome : List.of(tree.run("run"), tree.run("run"))) {
                assertThat(outcome.exitCode()).isEqualTo(1);
                assertThat(outcome.err()).contains("[ERROR] Main.java:[3,5] ';' expected");
                assertThat(outcome.out()).isEmpty();
            }

            tree.write("app/src/main/java/Main.java", "mended\n");
            assertThat(tree.run("run").out()).contains("\nmended\n").doesNotContain("BROKEN");
        }

        @Test
        void orSaysInOneLineThatMavenIsMissing() throws Exception {
            tree.removeTool("mvn");

            Outcome outcome = tree.run("run");

            assertThat(outcome.exitCode()).isEqualTo(78);
            assertThat(outcome.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("mesher: no mvn on the PATH: install Apache Maven");
        }

        @Test
        void orStartsTheLastBuildWithoutMaven() throws Exception {
            tree.run("run");
            tree.write("app/src/main/java/Main.java", "two\n");
            tree.removeTool("mvn");

            assertStartsTheLastBuild(tree.run("run"), "no mvn on the PATH");
        }

        @Test
        void orStartsTheLastBuildWithoutANetwork() throws Exception {
            tree.run("run");
            tree.write("app/src/main/java/Main.java", "OFFLINE\n");

            assertStartsTheLastBuild(tree.run("run"), "the build couldn't download what it needs");
        }

        private static void assertStartsTheLastBuild(Outcome outcome, String why) {
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("\none\n").doesNotContain("two");
            assertThat(outcome.err().lines())
                    .last()
                    .asString()
                    .isEqualTo("mesher: " + why
                            + ": starting the last build, although a source, the JDK or an option has changed since");
        }

        @Test
        void orSaysThatItCouldNotDownload() throws Exception {
            tree.write("app/src/main/java/Main.java", "OFFLINE\n");

            Outcome outcome = tree.run("run");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("[ERROR] Could not transfer artifact")
                    .contains("mesher: the build couldn't download what it needs; nothing was started");
        }

        @Test
        void neverIfToldSo() throws Exception {
            tree.set("MESHER_BUILD", "never");
            Outcome first = tree.run("run");
            assertThat(first.exitCode()).isEqualTo(78);
            assertThat(first.err())
                    .isEqualTo(
                            "mesher: MESHER_BUILD is never, and nothing has been built here: start once without it\n");

            tree.set("MESHER_BUILD", "auto");
            tree.run("run");
            tree.write("app/src/main/java/Main.java", "two\n");
            tree.set("MESHER_BUILD", "never");
            Outcome later = tree.run("run");
            assertThat(later.out()).contains("\none\n");
            assertThat(later.err()).isEmpty();
        }

        @Test
        void alwaysIfToldSo() throws Exception {
            tree.set("MESHER_BUILD", "always");
            tree.run("run");
            tree.run("run");
            assertThat(tree.builds()).hasSize(2);

            tree.removeTool("mvn");
            assertThat(tree.run("run").exitCode()).isEqualTo(78);
        }

        @Test
        void orRefusesAWordThatItDoesNotKnow() throws Exception {
            tree.set("MESHER_BUILD", "sometimes");
            Outcome outcome = tree.run("run");
            assertThat(outcome.exitCode()).isEqualTo(78);
            assertThat(outcome.err())
                    .isEqualTo("mesher: MESHER_BUILD is sometimes (expected: auto, always or never)\n");
        }

        @Test
        void notAfterAChangeOfASampleThatIsNotPartOfIt() throws Exception {
            Files.createDirectories(tree.home().resolve("samples/prometheus"));
            tree.run("run");
            tree.write("samples/prometheus/prometheus.yml", "changed");
            tree.run("run");
            assertThat(tree.builds()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void onceWhenSeveralStartTogether(boolean withFlock) throws Exception {
            if (withFlock) {
                tree.addTool("flock");
            }
            tree.slowBuilds();
            Path launcher = tree.home().resolve("mesher");
            List<Running> together =
                    List.of(tree.start(launcher, "run"), tree.start(launcher, "run"), tree.start(launcher, "run"));
            for (Running running : together) {
                assertThat(running.outcome().out()).contains("\none\n");
            }

            assertThat(tree.builds()).hasSize(1);
        }

        @Test
        void althoughALauncherDiedInItsBuild() throws Exception {
            Path lock = Files.createDirectories(tree.home().resolve("target/launch/lock.d"));
            Process gone = new ProcessBuilder("true").start();
            gone.waitFor();
            Files.writeString(lock.resolve("pid"), Long.toString(gone.pid()));

            assertThat(tree.run("run").out()).contains("\none\n");
            assertThat(lock).doesNotExist();
        }
    }

    @Nested
    class StartsJava {

        private Path jdk;

        @BeforeEach
        void aJdk() throws IOException {
            jdk = tree.jdk("jdks/jdk", "25.0.3");
        }

        @Test
        void withTheArgumentsAsGiven() throws Exception {
            assertThat(tree.run("run", "--config", "my conf/*.yaml", "").out())
                    .endsWith("mesher.jar>\n<io.mesher.app.Main>\n<run>\n<--config>\n<my conf/*.yaml>\n<>\n");
        }

        @Test
        void withTheUsersOptionsAfterItsOwn() throws Exception {
            tree.set("MESHER_JAVA_OPTS", "-Xmx64m -Dfiles=*");

            assertThat(tree.run("run").out())
                    .containsSubsequence("<-Xmx40m>", "<-XX:AOTCache=", "<-Xmx64m>\n<-Dfiles=*>\n<-cp>");
        }

        @Test
        void aRegistryWithALargerHeap() throws Exception {
            tree.set("MESHER_JAVA_OPTS", "-Xmx64m");

            assertThat(tree.run("registry", "--data", "d").out())
                    .containsSubsequence(
                            "<-Xmx40m>", "<-Xmx256m>\n<-Xmn16m>", "<-Xmx64m>\n<-cp>", "<registry>\n<--data>\n<d>\n");
            assertThat(tree.run("run", "registry").out()).doesNotContain("<-Xmx256m>");
        }

        @Test
        void withTheCacheMadeForThisVeryJar() throws Exception {
            String first = cacheOption(tree.run("run"));
            assertThat(cacheOption(tree.run("run"))).isEqualTo(first);
            tree.write("app/src/main/java/Main.java", "two\n");

            assertThat(cacheOption(tree.run("run"))).isNotEqualTo(first);
        }

        @Test
        void withoutACacheWhenTheTrainingFails() throws Exception {
            Files.createFile(jdk.resolve("bin/java.no-training"));

            Outcome outcome = tree.run("run");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("\none\n").doesNotContain("AOTCache");
            assertThat(outcome.err()).contains("the training run failed, so starts will be slower");
        }

        @Test
        void throughASymbolicLinkFromAnywhere() throws Exception {
            Path link = Files.createSymbolicLink(base.resolve("link"), Path.of("a tree/mesher"));

            assertThat(tree.start(link, "run").outcome().out()).contains("\none\n");
        }

        @Test
        void andKeepsNoMoreThanTheBuildBefore() throws Exception {
            for (String version : List.of("one\n", "two\n", "three\n", "four\n")) {
                tree.write("app/src/main/java/Main.java", version);
                tree.run("run");
            }

            try (Stream<Path> made = Files.list(tree.home().resolve("target/launch"))) {
                assertThat(made.filter(folder -> folder.getFileName().toString().startsWith("v-")))
                        .hasSize(2);
            }
        }

        private static String cacheOption(Outcome outcome) {
            return outcome.out()
                    .lines()
                    .filter(line -> line.startsWith("<-XX:AOTCache="))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
