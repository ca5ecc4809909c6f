package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original's regular expressions find, in bounded time. */
class RegexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\'',
            value = {
                "abc xabcx true",
                "^abc xabc false",
                "abc$ abcx false",
                "^abc$ abc true",
                "^t[0-9]+$ t42 true",
                "^t[0-9]+$ t false",
                "a|b|cd xcd true",
                "^(a|b)c$ bc true",
                "^(?:a|b)c$ cc false",
                "^a{2}$ aa true",
                "^a{2}$ aaa false",
                "^a{2,}$ aaaa true",
                "^a{2,3}$ aaaa false",
                "^a{0,2}b$ b true",
                "^a{,2}$ a{,2} true",
                "^{$ { true",
                "^a?b*?c+?$ ccc true",
                "^.$ . true",
                "\\. a false",
                "^\\d\\D\\w\\W$ 1a_- true",
                "^[[:alpha:]]+[[:^digit:]]$ abc- true",
                "^[[:alpha:]]+$ al:ph false",
                "^[]a]+$ ]a] true",
                "^[^]a]+$ bc] false",
                "^[a-c-]+$ a-c true",
                "^[\\d\\-x]+$ 1-x true",
                "^[^\\D]+$ 12 true",
                "\\bfoo\\b a-foo-b true",
                "\\bfoo\\b afoob false",
                "\\Bo\\B foox true",
                "\\Aa\\z a true",
                "^\\x41$ A true",
                "(?i)ABC xabc true",
                "^a(?i:B)c$ abc true",
                "^a(?i:B)C$ abc false",
                "^((?i)a)b$ Ab true",
                "^(?P<n>a)(?<m>b)$ ab true",
                "^(.*?;)?(user=jason)(;.*)?$ a=1;user=jason;b=2 true",
                "^(|a)+b$ aab true",
                "^(a*)*$ aaa true",
            })
    void findsWhatGoFinds(String pattern, String text, boolean found) {
        assertThat(Regex.of(pattern, false).find(text)).isEqualTo(found);
    }

    @Test
    void anEmptyTextHasABeginningAndAnEnd() {
        assertThat(Regex.of("^$", false).find("")).isTrue();
        assertThat(Regex.of("", false).find("")).isTrue();
        assertThat(Regex.of("a*", false).find("")).isTrue();
        assertThat(Regex.of(".", false).find("")).isFalse();
        assertThat(Regex.of(".", false).find("\n")).isFalse();
    }

    @Test
    void theEndIsNotInFrontOfALineFeed() {
        assertThat(Regex.of("^abc$", false).find("abc\n")).isFalse();
        assertThat(Regex.of("^b$", false).find("a\nb")).isFalse();
    }

    @Test
    void caseIsIgnoredInClassesTooAndNotInEscapes() {
        assertThat(Regex.of("^[a-c]X\\d$", true).find("Bx1")).isTrue();
        assertThat(Regex.of("^[^a-c]$", true).find("B")).isFalse();
        assertThat(Regex.of("^\\D$", true).find("1")).isFalse();
    }

    /** The JDK's is right for texts this small. */
    @Test
    void agreesWithTheJdkOnRandomExpressions() {
        Random random = new Random(7);
        String[] pieces = {
            "a", "b", "c", "(", ")", "|", "*", "+", "?", "[ab]", "[^a]", "^", "$", ".", "{2}", "{1,3}", "\\b"
        };
        int compared = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int p = random.nextInt(8); p >= 0; p--) {
                pattern.append(pieces[random.nextInt(pieces.length)]);
            }
            Regex ours;
            try {
                ours = Regex.of(pattern.toString(), false);
            } catch (IllegalArgumentException e) {
                continue;
            }
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(7); c > 0; c--) {
                text.append((char) ('a' + random.nextInt(3)));
            }
            assertThat(ours.find(text.toString()))
                    .as("%s in %s", pattern, text)
                    .isEqualTo(Pattern.compile(pattern.toString()).matcher(text).find());
            compared++;
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    /** With the JDK's the first ones would take years, the last one the stack. */
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "^(.*a){20}$", "^(a|b)*$", "(x+x+)+y"})
    void noTextTakesLong(String pattern) {
        Regex regex = Regex.of(pattern, false);
        String text = "a".repeat(30_000) + "!";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> regex.find(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "(a#missing closing ): (a",
                "a)#a ) without a ( at character 2",
                "[a#missing closing ]: [a",
                "[#missing closing ]: [",
                "*a#missing argument to repetition operator: *",
                "a**#invalid nested repetition operator: **",
                "a{3,2}#invalid repeat count: {3,2}",
                "a{1001}#invalid repeat count: {1001}",
                "[b-a]#invalid character class range: b-a",
                "[[:foo:]]#invalid character class range: [:foo:]",
                "(?=a)#look-ahead isn't supported: (?=",
                "(?<!a)#look-behind isn't supported: (?<!a)",
                "(?P<a#invalid named capture: (?P<a",
                "(?#invalid or unsupported Perl syntax: (?",
                "\\#trailing backslash at end of expression",
                "(a)\\1#a reference to a group isn't supported: \\1",
                "\\xg1#invalid escape sequence: \\xg1",
                "(((){1000}){1000}){1000}#too large: repetitions of repetitions multiply",
                "((a{100}){100}){100}#too large: repetitions of repetitions multiply",
                "(\\Q)\\Eabcdefghij){1000}#too large: repetitions of repetitions multiply",
                "(abc[)]def[]){1000}]ghij){1000}#too large: repetitions of repetitions multiply",
                "(?i)((?i:abcdef)(?P<n>g)){1000}#too large: repetitions of repetitions multiply",
                "a{5,100}{9}#invalid nested repetition operator: {5,100}{9}",
            })
    void whatIsNoneIsRefusedWithTheReason(String pattern, String message) {
        assertThatThrownBy(() -> Regex.of(pattern, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** RE2/J needs the memory before it can say how much it was. */
    @Test
    void theSizeIsNeverTakenForLessThanItIs() {
        Random random = new Random(7);
        String[] pieces = {
            "a",
            "(",
            "(?:",
            "(?P<n>",
            "(?i)",
            ")",
            "|",
            "*",
            "+?",
            "?",
            "[a)-]",
            "[]{2}(]",
            "[[:alpha:](]",
            "\\d",
            "\\(",
            "\\pL",
            "\\Q(a)\\E",
            "\\x{100}",
            "{",
            "{2}",
            "{3,}",
            "{0,4}",
            "{7}",
            ".",
            "^"
        };
        int compared = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int p = random.nextInt(14); p >= 0; p--) {
                pattern.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = pattern.toString();
            long steps;
            try {
                steps = RegexSize.of(text);
            } catch (IllegalArgumentException _) {
                assertThatThrownBy(() -> com.google.re2j.Pattern.compile(text))
                        .isInstanceOf(com.google.re2j.PatternSyntaxException.class);
                continue;
            }
            if (steps > 100_000) {
                continue;
            }
            try {
                com.google.re2j.Pattern compiled = com.google.re2j.Pattern.compile(text);
                assertThat(steps).as(text).isGreaterThanOrEqualTo(compiled.programSize());
                compared++;
            } catch (com.google.re2j.PatternSyntaxException _) {
                // Most random texts are none.
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    @Test
    void anOrdinaryRepetitionIsTaken() {
        assertThat(Regex.of("^(ab){1000}$", false).find("ab".repeat(1000))).isTrue();
        assertThat(Regex.of("^(\\d{1,3}\\.){3}\\d{1,3}$", false).find("10.0.0.255"))
                .isTrue();
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThatThrownBy(() -> Regex.of("a".repeat(1001), false)).hasMessage("longer than 1000 characters");
        assertThatThrownBy(() -> Regex.of("(".repeat(900), false)).hasMessageStartingWith("more than 50 nested groups");
    }
}
