package io.mesher.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.text.Hex;
import io.mesher.net.http.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HexLongsTest {
    @Test
    void writesAllDigitsAndNothingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long number = i < 2 ? -i : random.nextLong() >>> random.nextInt(64);
            byte[] to = Ascii.bytes("-".repeat(HexLongs.DIGITS + 2));
            HexLongs.write(number, to, 1);
            assertThat(new String(to, StandardCharsets.US_ASCII))
                    .isEqualTo("-" + HexFormat.of().toHexDigits(number) + "-");
            assertThat(Hex.is(to, 1, 1 + HexLongs.DIGITS, false)).isTrue();
            assertThat(Hex.value(to, 1, 1 + HexLongs.DIGITS)).isEqualTo(number);
        }
    }
}
