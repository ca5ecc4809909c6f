package io.mesher.net.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalPathTest {
    @ParameterizedTest
    @DisplayName("RFC 3986 §6.2.2: spellings that a server takes for the same")
    @CsvSource({
        "/orders, /orders",
        "'', /",
        "/, /",
        "/%6Frders, /orders",
        "/%6frders, /orders",
        "/a%2Db%2e%5F%7E, /a-b._~",
        "/a%2Fb, /a%2Fb",
        "/a%20b, /a%20b",
        "/a%25b, /a%25b",
        "/a%252Db, /a%252Db",
        "/a%, /a%",
        "/a%2, /a%2",
        "/a%zz, /a%zz",
        "//orders, /orders",
        "/a//b///c, /a/b/c",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a/%2e%2E/b, /b",
        "/a/.%2e/b, /b",
        "/../../a, /a",
        "/a/b/.., /a/",
        "/a/b/., /a/b/",
        "/.., /",
        "/a/, /a/",
        "/a//, /a/",
        "/.a/..b/c.., /.a/..b/c..",
        "*, /*",
    })
    void isOneSpelling(String path, String normal) {
        assertThat(NormalPath.of(path)).isEqualTo(normal);
    }
}
