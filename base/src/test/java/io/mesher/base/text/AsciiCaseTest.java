package io.mesher.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiCaseTest {
    @ParameterizedTest
    @CsvSource({"AccountService, accountservice", "aZ, az", "A, a", "@[`{, @[`{", "a-B_c.9, a-b_c.9", "'', ''"})
    void lettersFromAToZBecomeLowerCase(String text, String lower) {
        assertThat(AsciiCase.lower(text)).isEqualTo(lower);
    }

    @Test
    void otherLettersStayAsTheyAre() {
        // The Kelvin sign and the dotted I have an ASCII letter as their lower case in Unicode.
        assertThat(AsciiCase.lower("\u212a\u0130\u00c4")).isEqualTo("\u212a\u0130\u00c4");
    }

    @Test
    void aTextInLowerCaseIsTheSameString() {
        String text = "accountservice";
        assertThat(AsciiCase.lower(text)).isSameAs(text);
    }
}
