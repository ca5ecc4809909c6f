package io.mesher.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldsTest {
    @ParameterizedTest
    @EnumSource(value = FieldName.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    @DisplayName("RFC 9110 §5.1: names in any case are the same name")
    void knowsEachNameInAnyCase(FieldName name) {
        for (String text : List.of(
                name.text(), name.text().toLowerCase(Locale.ROOT), name.text().toUpperCase(Locale.ROOT))) {
            byte[] bytes = Ascii.bytes("<" + text + ">");
            assertThat(FieldName.of(bytes, 1, bytes.length - 1)).isEqualTo(name);
            assertThat(FieldName.of(bytes, 0, bytes.length - 1)).isEqualTo(FieldName.OTHER);
            assertThat(FieldName.of(bytes, 1, bytes.length)).isEqualTo(FieldName.OTHER);
        }
    }

    @Test
    void knowsNoOtherName() {
        for (String text : List.of("", "X", "Hos", "Host2", "Content_Length", "X-Forwarded-For-And-More-Than-Any")) {
            byte[] bytes = Ascii.bytes(text);
            assertThat(FieldName.of(bytes, 0, bytes.length)).as(text).isEqualTo(FieldName.OTHER);
        }
    }

    @Test
    void findsFieldsInTheirOrder() {
        Fields fields = Heads.fields("Via: 1", "X-A: 2", "via: 3", "Host: h");
        assertThat(fields.find(FieldName.VIA)).isZero();
        assertThat(fields.next(FieldName.VIA, 1)).isEqualTo(2);
        assertThat(fields.next(FieldName.VIA, 3)).isEqualTo(-1);
        assertThat(fields.find(FieldName.DATE)).isEqualTo(-1);
        assertThat(fields.find(Ascii.bytes("x-a"))).isEqualTo(1);
        assertThat(fields.find(Ascii.bytes("x-b"))).isEqualTo(-1);
        assertThat(fields.value(3)).isEqualTo("h");
    }

    @Test
    @DisplayName("RFC 9110 §5.1: by name in lower case; the first of those that are repeated, dropped ones too")
    void givesTexts() {
        Fields fields = Heads.fields("X-A: 1", "x-a: 2", "Via: b c", "Empty: ");
        fields.drop(FieldName.VIA);
        assertThat(fields.texts()).containsOnly(entry("x-a", "1"), entry("via", "b c"), entry("empty", ""));
        assertThat(Fields.NONE.texts()).isEmpty();
    }

    @Test
    void growsAndForgets() {
        String[] lines = new String[100];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "Field-" + i + ": value " + i;
        }
        Fields fields = Heads.fields(lines);
        fields.drop(99);
        for (int i = 0; i < lines.length; i++) {
            assertThat(fields.value(i)).isEqualTo("value " + i);
            assertThat(fields.isPlain(i)).isTrue();
        }
        fields.clear();
        assertThat(fields.count()).isZero();
        assertThat(fields.length()).isZero();
        assertThat(fields.has(FieldName.OTHER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a | a", "a,b | a b", "' , a ,, b\t, ' | a b", "a b,c | 'a b c'", ", | ''", "'' | ''"})
    @DisplayName("RFC 9110 §5.6.1: empty members of lists are passed over")
    void walksLists(String value, String members) {
        Fields fields = Heads.fields("X: " + value);
        FieldList list = new FieldList(fields, 0);
        List<String> found = new ArrayList<>();
        while (list.next()) {
            found.add(new String(fields.bytes(), list.start(), list.end() - list.start(), StandardCharsets.US_ASCII));
        }
        assertThat(String.join(" ", found)).isEqualTo(members);
    }

    @Test
    void clearedHeadsKeepNothingOfTheMessageBefore() {
        RequestHead head = new RequestHead();
        head.target(RequestHead.TargetForm.ABSOLUTE, 3, 9);
        head.method(0, 0);
        head.version(HttpVersion.HTTP_1_0);
        head.authority(1, 2, 3, 80);
        head.clear();
        assertThat(head.pathStart()).isZero();
        assertThat(head.pathEnd()).isZero();
        assertThat(head.form()).isEqualTo(RequestHead.TargetForm.ORIGIN);
        assertThat(head.host()).isEmpty();
        assertThat(head.port()).isZero();
        assertThat(head.version()).isEqualTo(HttpVersion.HTTP_1_1);
    }
}
