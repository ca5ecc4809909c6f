package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mesher.app.config.ConfigDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    @TempDir
    private Path dir;

    private List<String> problems(String text) throws IOException {
        return new ConfigDir(dir).named().file("mesher.yaml", text).problems();
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                Arguments.of("a: 1\n---\nb: 2\n", "2: a second document (expected: one per file)"),
                Arguments.of(
                        "a: *nobody\n",
                        "1: *nobody: no such anchor before this line (expected: quotes, unless it is an alias)"),
                Arguments.of(
                        "a: &self [1, *self]\n",
                        "1: *self: no such anchor before this line (expected: quotes, unless it is an alias)"),
                Arguments.of("- 1\n- 2\n", "1: not a map (expected: keys with values, such as admin.enable: true)"),
                Arguments.of("hello\n", "1: not a map (expected: keys with values, such as admin.enable: true)"),
                Arguments.of("a: 1\r\nb: \u0001\r\n", "2: not valid YAML: control character U+0001"),
                Arguments.of("? [a, b]\n: 1\n", "1: a key that isn't text (expected: a name)"),
                Arguments.of("a: 1\n~: 1\n", "2: a key that isn't text (expected: a name)"),
                Arguments.of("'': 1\n", "1: a key that isn't text (expected: a name)"),
                Arguments.of("a:\n  <<: 1\n", "2: <<: a value (expected: an alias of a map, such as *defaults)"),
                Arguments.of(
                        "\n\nadmin.enable: true\nadmin:\n  enable: false\n",
                        "5: admin.enable: duplicate key, first at line 3 (expected: each key once)"),
                Arguments.of(
                        "admin: {enable: true}\nadmin: {enable: true}\n",
                        "2: admin: duplicate key, first at line 1 (expected: each key once)"),
                Arguments.of(
                        "admin:\n  enable: true\n  enable: true\n",
                        "3: admin.enable: duplicate key, first at line 2 (expected: each key once)"),
                Arguments.of(
                        "admin.enable: true\nadmin.enable:\n",
                        "2: admin.enable: duplicate key, first at line 1 (expected: each key once)"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void tellsWhereAFileIsBroken(String text, String message) throws IOException {
        List<String> errors =
                problems(text).stream().filter(line -> line.startsWith("error")).toList();
        assertThat(errors).containsExactly("error: conf/mesher.yaml:" + message);
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        assertThat(problems("#" + "x".repeat(4 * 1024 * 1024)))
                .containsExactly("error: conf/mesher.yaml: larger than 4 MiB (expected: a configuration file)");
    }

    @Test
    void readsALargeFileBelowTheLimit() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "admin.enable: false\n" + "# comment\n".repeat(300_000))
                        .config()
                        .admin()
                        .enabled())
                .isFalse();
    }

    @Test
    void refusesDeepNesting() throws IOException {
        assertThat(problems("a: " + "[".repeat(1_000_000)))
                .containsExactly("error: conf/mesher.yaml:1: nested too deeply (expected: at most 40 levels)");
        assertThat(problems("{a: ".repeat(100_000)))
                .containsExactly("error: conf/mesher.yaml:1: nested too deeply (expected: at most 40 levels)");
    }

    @Test
    void refusesAliasesThatMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {k: 1, l: 2}\n");
        StringBuilder listBomb = new StringBuilder("a0: &a0 [1, 2]\n");
        for (int i = 1; i <= 30; i++) {
            bomb.append("a%d: &a%d {x: *a%d, y: *a%d}\n".formatted(i, i, i - 1, i - 1));
            listBomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(bomb.toString())).first().asString().endsWith("too many values (expected: at most 20000)");
        assertThat(problems(listBomb.toString()))
                .first()
                .asString()
                .endsWith("too many values (expected: at most 20000)");
    }

    @Test
    void refusesMergesThatMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {k: 1}\n");
        for (int i = 1; i <= 30; i++) {
            bomb.append("a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(bomb.toString())).first().asString().endsWith("too many values (expected: at most 20000)");
    }

    @Test
    void refusesOneTextNamedThousandsOfTimes() throws IOException {
        String text = "a: &a ${X||" + "x".repeat(3_000_000) + "}\nb: [*a, *a,\n *a, *a]\n";
        assertThat(problems(text))
                .first()
                .isEqualTo("error: conf/mesher.yaml:1: too much text, aliases replaced (expected: at most 8 MiB)");
    }

    @Test
    void refusesKeysThatAreTooLongWhenJoined() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(" ".repeat(i)).append("k".repeat(100)).append(":\n");
        }
        assertThat(problems(text + " ".repeat(20) + "last: 1\n"))
                .containsExactly("error: conf/mesher.yaml:10: a key of more than 1000 characters, with those above it");
    }

    @Test
    void longUnknownKeysAreToldQuicklyAndCut() throws IOException {
        String key = "mesher.service." + "x".repeat(900);
        new ConfigDir(dir)
                .named()
                .file("mesher.yaml", key + ": 1")
                .config("warning: conf/mesher.yaml:1: " + key.substring(0, 200) + "…: unknown key, without effect");
    }

    @Test
    void countsKeysThatAreNotTextToo() throws IOException {
        assertThat(problems("? []\n: 1\n".repeat(20_001)))
                .hasSize(20_001)
                .last()
                .isEqualTo("error: conf/mesher.yaml:40002: too many values (expected: at most 20000)");
    }

    @Test
    void refusesBytesThatAreNotText() throws IOException {
        byte[] garbage = {'a', ':', ' ', '1', '\n', (byte) 0xFF, (byte) 0xFE, 0, 1};
        assertThat(new ConfigDir(dir).named().file("mesher.yaml", garbage).problems())
                .containsExactly("error: conf/mesher.yaml:2: not UTF-8 text (expected: a YAML file in UTF-8)");
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "admin.enable: true".getBytes(StandardCharsets.UTF_16))
                        .problems())
                .containsExactly("error: conf/mesher.yaml:1: not UTF-8 text (expected: a YAML file in UTF-8)");
    }

    @Test
    void refusesADirectoryInPlaceOfAFile() throws IOException {
        Files.createDirectories(dir.resolve("conf/mesher.yaml"));
        assertThat(new ConfigDir(dir).named().problems())
                .containsExactly("error: conf/mesher.yaml: not a regular file (expected: a YAML file)");
    }

    @Test
    void tellsOfAFileThatMustNotBeRead() throws IOException {
        ConfigDir config = new ConfigDir(dir).named().file("mesher.yaml", "admin.enable: true");
        Files.setPosixFilePermissions(dir.resolve("conf/mesher.yaml"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(dir.resolve("conf/mesher.yaml")))
                .as("root reads everything")
                .isFalse();
        assertThat(config.problems())
                .containsExactly(
                        "error: conf/mesher.yaml: can't be read: access denied (expected: a file that Mesher's user"
                                + " may read)");
    }

    @Test
    void takesAByteOrderMarkAndWindowsLineEnds() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "\uFEFFadmin:\r\n  enable: false\r\nmesher:\r\n  eventLoops: 3\r\n")
                        .config()
                        .eventLoops())
                .isEqualTo(3);
        assertThat(problems("\uFEFFadmin:\r\n  enable: maybe\r\n"))
                .containsExactly("error: conf/mesher.yaml:2: admin.enable: maybe (expected: true or false)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n\n",
                "# nothing\n",
                "---\n",
                "~\n",
                "{}\n",
                "admin:\n",
                "admin: ~\nmesher: {limits: {headBytes: null}}"
            })
    void anEmptyFileOrKeySaysNothing(String text) throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", text)
                        .config()
                        .admin()
                        .enabled())
                .isTrue();
    }

    @Test
    void resolvesAliasesAndMerges() throws IOException {
        String text = """
                mesher:
                  timeouts: &short {head: 1s, idle: 2s}
                  services:
                    one: &hosts [10.0.0.1:80]
                    two: *hosts
                  shutdown:
                    drain: 3s
                    <<: {notice: 4s, drain: 9s}
                """;
        var config = new ConfigDir(dir).named().file("mesher.yaml", text).config();
        assertThat(config.timeouts().idle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.staticServices().get("two"))
                .isEqualTo(config.staticServices().get("one"))
                .hasSize(1);
        assertThat(config.shutdown().notice()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.shutdown().drain()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void takesNumbersAsKeys() throws IOException {
        var config = new ConfigDir(dir)
                .named()
                .file("mesher.yaml", "mesher.services: {42: [10.0.0.1:80]}")
                .config();
        assertThat(config.staticServices()).containsOnlyKeys("42");
    }

    @Test
    void tellsTheProblemsOfAllFilesAtOnce() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("chassis.yaml", "a: [")
                        .file("lager.yaml", "logLevel: LOUD\nlogFormatText: perhaps")
                        .file("mesher.yaml", "mesher.eventLoops: 0")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: not valid YAML: the text ends before a { or [ is closed",
                        "error: conf/lager.yaml:1: logLevel: LOUD (expected: debug, info, warn or error)",
                        "error: conf/lager.yaml:2: logFormatText: perhaps (expected: true or false)",
                        "error: conf/mesher.yaml:1: mesher.eventLoops: 0 (expected: 1 to 1024)");
    }
}
