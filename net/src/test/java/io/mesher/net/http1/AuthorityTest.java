package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.http.RequestHead;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, a, 0",
        "a:, a, a, 0",
        "a:1, a:1, a, 1",
        "A-b_c~d.e:65535, A-b_c~d.e:65535, A-b_c~d.e, 65535",
        "1.2.3.4:00080, 1.2.3.4:00080, 1.2.3.4, 80",
        "[::], [::], ::, 0",
        "[::1]:, [::1], ::1, 0",
        "[::1]:8080, [::1]:8080, ::1, 8080",
        "[2001:DB8::1.2.3.4], [2001:DB8::1.2.3.4], 2001:DB8::1.2.3.4, 0"
    })
    @DisplayName("RFC 3986 §3.2: host and port")
    void understandsHostAndPort(String written, String authority, String host, int port) {
        byte[] bytes = Wire.bytes("x" + written + "y");
        assertThat(Authority.isValid(bytes, 1, bytes.length - 1)).isTrue();
        RequestHead head = new RequestHead();
        System.arraycopy(bytes, 0, head.fields().ensure(bytes.length), 0, bytes.length);
        head.fields().length(bytes.length);
        assertThat(Authority.parse(head, 1, bytes.length - 1)).isTrue();
        assertThat(head.host()).isEqualTo(host);
        assertThat(head.port()).isEqualTo(port);
        assertThat(head.text(head.authorityStart(), head.authorityEnd())).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "a::",
                "a:0",
                "a:65536",
                "a:99999",
                "a:123456",
                "a:-1",
                "a: 1",
                "a:1 ",
                "a:1:2",
                "::1",
                "[",
                "[]",
                "[1",
                "[::1",
                "[::1]x",
                "[::1]::",
                "[::1]:0",
                "[g]",
                "[::1%1]",
                "[[::1]]",
                "a]",
                "a[",
                "u@a",
                "a,b",
                "a b",
                "a/b",
                "a?b",
                "a#b",
                "a\\b",
                "a%41",
                "a!",
                "a\0",
                "\u00e4"
            })
    @DisplayName("RFC 3986 §3.2: neither user information nor anything that two parsers could read differently")
    void refusesEverythingElse(String authority) {
        byte[] bytes = Wire.bytes(authority);
        assertThat(Authority.isValid(bytes, 0, bytes.length)).isFalse();
    }
}
