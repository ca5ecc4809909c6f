package io.mesher.app.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlComplaintTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "a:\n  b:\n    c: x\n   d: 1\n",
                        4,
                        "by 3 spaces, which fits neither line 2 (2) nor line 3 (4)"),
                Arguments.of(
                        "a:\n  b:\n      c:\n          d: 1\n\n    # x\n    e: 2\n",
                        7,
                        "neither line 2 (2) nor line 3 (6)"),
                Arguments.of("a:\n  - b: 1\n   c: 2\n", 3, "neither the - of line 2 (2) nor the text after it (4)"),
                Arguments.of("a:\n  - b\n - c\n", 3, "by 1 space, which fits neither line 1 (0) nor line 2 (2)"),
                Arguments.of("  a: b\nc: d\n", 2, "by 0 spaces, less than line 1 (2)"),
                Arguments.of("a:\n    b: x\n      c: 1\n", 3, "by 6 spaces, deeper than line 2 (4)"),
                Arguments.of("a:\n    b: 'x'\n      c: 1\n", 3, "by 6 spaces, deeper than line 2 (4)"),
                Arguments.of("a: 1\n\tb: 2\n", 2, "a tab"),
                Arguments.of("a:\n\tb: 2\n", 2, "a tab"),
                Arguments.of("a: 'x\nb: 1\n", 1, "never closed"),
                Arguments.of("a: 1\nb: \"x\nc: 1\n", 2, "never closed"),
                Arguments.of("a: \"b\" c\n", 1, "text after"),
                Arguments.of("a:\n  b:1\n  c: 1\n", 2, "no space after the colon"),
                Arguments.of("a:\n  c: 1\n  b:1\n", 3, "no space after the colon"),
                Arguments.of("a:\n  b\n  c: 1\n", 2, "no colon"),
                Arguments.of("a: 1\nb\n", 2, "no colon"),
                Arguments.of("a: b: c\n", 1, "a second colon"),
                Arguments.of("a: {b: 1, c: 2\nd: 3\n", 2, "{ of line 1 isn't closed"),
                Arguments.of("a: [1, 2\nb: 3\n", 2, "[ of line 1 isn't closed"),
                Arguments.of("a: [1 {b: 2}]\n", 1, "[ isn't closed here, or a comma is missing"),
                Arguments.of("a: [1,\n", 2, "before a { or [ is closed"),
                Arguments.of("a: @x\n", 1, "@ can't begin"),
                Arguments.of("a: %x\n", 1, "% can't begin"),
                Arguments.of("\uD83D\uDE00: `x`\n", 1, "` can't begin"),
                Arguments.of("a: ]\n", 1, "] can't begin"),
                Arguments.of("a: *.example.com\n", 1, "* or & without a name"),
                Arguments.of("a: &\n", 1, "* or & without a name"),
                Arguments.of("a: \"\\q\"\n", 1, "escape"),
                Arguments.of("a: \"\\xzz\"\n", 1, "escape"),
                Arguments.of("a: | x\n  y\n", 1, "after | or >"),
                Arguments.of("a: - b\n", 1, "list can't begin here"),
                Arguments.of("[a]\nb: 1\n", 2, "after the end"),
                Arguments.of("%YAML 2.0\n---\na: b\n", 0, "%YAML"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheLineAndWhatIsWrongWithIt(String text, int line, String words) {
        YamlProblem problem = catchThrowableOfType(YamlProblem.class, () -> YamlTree.of(text));
        assertThat(problem.text())
                .startsWith("not valid YAML: ")
                .contains(words)
                .doesNotContain("<", "while ");
        assertThat(problem.line()).isEqualTo(line);
    }

    @Test
    void namesTheLinesOfTheFileWhenTheTextIsPartOfOne() {
        YamlProblem problem =
                catchThrowableOfType(YamlProblem.class, () -> YamlTree.of("a:\n  b:\n    c: x\n   d: 1\n", 10));
        assertThat(problem.text()).contains("neither line 12 (2) nor line 13 (4)");
        assertThat(problem.line()).isEqualTo(4);
    }

    @Test
    void keepsTheParsersWordsForWhatNobodyWritesByAccident() {
        YamlProblem problem =
                catchThrowableOfType(YamlProblem.class, () -> YamlTree.of("%YAML 1.2\n%YAML 1.2\n---\na: 1\n"));
        assertThat(problem.text()).contains("duplicate YAML directive");
        assertThat(problem.line()).isEqualTo(2);
    }

    @Test
    void showsNoValue() {
        for (String text :
                new String[] {"password: 'hunter2\n", "password: hunter2: x\n", "password: \"x\" hunter2\n"}) {
            YamlProblem problem = catchThrowableOfType(YamlProblem.class, () -> YamlTree.of(text));
            assertThat(problem.text()).doesNotContain("hunter2");
        }
    }
}
