package io.mesher.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AddedFieldsTest {
    private final AddedFields added = new AddedFields();

    @Test
    void knowsWhereNamesAndValuesAre() {
        added.add(FieldBlock.of("X-A: 1\r\nX-Bc: de: f\r\n"));
        added.begin(bytes("X-G: ")).append(bytes("hij")).append(-7).end();
        assertThat(added.count()).isEqualTo(3);
        assertThat(described()).isEqualTo("X-A=1|X-Bc=de: f|X-G=hij-7|");
        assertThat(added).hasToString("X-A: 1\r\nX-Bc: de: f\r\nX-G: hij-7\r\n");
        assertThat(added.length()).isEqualTo(added.toString().length());
    }

    @Test
    void dropsLinesByNameWhateverTheCaseButNotLaterOnes() {
        added.add(FieldBlock.of("X-A: 1\r\nX-B: 2\r\nx-a: 3\r\n"));
        added.drop(bytes("x-a"));
        added.add(FieldBlock.of("X-A: 4\r\n"));
        assertThat(added).hasToString("X-B: 2\r\nX-A: 4\r\n");
        assertThat(added.has(bytes("x-a"))).isTrue();
        added.drop(bytes("x-b"));
        assertThat(added.has(bytes("x-b"))).isFalse();
    }

    @Test
    void forgetsWhatWasDroppedAmongLinesThatWereCutOff() {
        added.add(FieldBlock.of("X-A: 1\r\n"));
        int count = added.count();
        added.add(FieldBlock.of("X-B: 2\r\nX-C: 3\r\n"));
        added.drop(bytes("x-b"));
        added.cutTo(count);
        added.add(FieldBlock.of("X-B: 4\r\n"));
        assertThat(added).hasToString("X-A: 1\r\nX-B: 4\r\n");
    }

    @Test
    void isEmptyAfterClear() {
        added.add(FieldBlock.of("X-A: " + "1".repeat(5000) + "\r\n"));
        added.drop(bytes("x-a"));
        added.clear();
        assertThat(added.count()).isZero();
        assertThat(added.length()).isZero();
        added.add(FieldBlock.of("X-A: 2\r\n"));
        assertThat(added).hasToString("X-A: 2\r\n");
    }

    @Test
    void growsWithItsLines() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            added.begin(bytes("X-" + i + ": ")).append(i).end();
            expected.append("X-").append(i).append(": ").append(i).append("\r\n");
        }
        assertThat(added).hasToString(expected.toString());
    }

    @Test
    void refusesBlocksThatAreNoFieldLines() {
        for (String lines :
                new String[] {"X-A: 1", "X-A:1\r\n", ": 1\r\n", "X-A: 1\n", "X-A: 1\r\nX-B\r\n", "X-A\r\nB: 1\r\n"}) {
            assertThatThrownBy(() -> FieldBlock.of(lines)).as(lines).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(FieldBlock.of("").bytes()).isEmpty();
        assertThat(FieldBlock.of("X-A: \r\n").bytes()).hasSize(7);
    }

    private String described() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < added.count(); i++) {
            text.append(part(added.nameStart(i), added.nameEnd(i)))
                    .append('=')
                    .append(part(added.valueStart(i), added.valueEnd(i)))
                    .append('|');
        }
        return text.toString();
    }

    private String part(int from, int to) {
        return new String(added.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
