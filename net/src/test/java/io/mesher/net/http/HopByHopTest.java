package io.mesher.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HopByHopTest {
    @Test
    @DisplayName("RFC 9110 §7.6.1: the fields of one connection are dropped")
    void dropsConnectionFields() {
        Fields fields = Heads.fields(
                "A: 1",
                "Connection: close",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: x",
                "Proxy-Authorization: x",
                "Proxy-Authenticate: x",
                "Proxy-Authentication-Info: x",
                "TE: trailers",
                "Upgrade: h2c",
                "HTTP2-Settings: x",
                "Trailer: x",
                "B: 2");
        HopByHop.drop(fields);
        assertThat(Heads.kept(fields)).containsExactly("A", "Trailer", "B");
    }

    @Test
    @DisplayName("RFC 9110 §7.6.1: what Connection names is dropped, wherever it stands")
    void dropsWhatConnectionNames() {
        Fields fields =
                Heads.fields("x-one: 1", "Connection: X-One , , cookie", "Cookie: c", "X-Two: 2", "connection: x-two");
        HopByHop.drop(fields);
        assertThat(Heads.kept(fields)).isEmpty();
    }

    @Test
    @DisplayName("RFC 9110 §7.6.1: Connection can't take away what frames, routes or authorises")
    void keepsWhatAMessageNeeds() {
        Fields fields = Heads.fields(
                "Connection: host, content-length, transfer-encoding, authorization, via, x-forwarded-for, expect, b",
                "Host: h",
                "Content-Length: 1",
                "Transfer-Encoding: chunked",
                "Authorization: a",
                "Via: v",
                "X-Forwarded-For: f",
                "Expect: 100-continue",
                "A: 1");
        HopByHop.drop(fields);
        assertThat(Heads.kept(fields))
                .containsExactly(
                        "Host",
                        "Content-Length",
                        "Transfer-Encoding",
                        "Authorization",
                        "Via",
                        "X-Forwarded-For",
                        "Expect",
                        "A");
    }

    @Test
    void droppedFieldsCanStillBeRead() {
        Fields fields = Heads.fields("Upgrade: websocket");
        HopByHop.drop(fields);
        assertThat(fields.isDropped(0)).isTrue();
        assertThat(fields.value(fields.find(FieldName.UPGRADE))).isEqualTo("websocket");
    }
}
