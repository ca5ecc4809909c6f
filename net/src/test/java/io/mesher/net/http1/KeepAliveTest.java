package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Keep-Alive: timeout=5 | 5",
                "keep-alive: max=100, TIMEOUT=12 | 12",
                "Keep-Alive: timeout=0 | 0",
                "Keep-Alive: timeout=99999999999999999999 | 300",
                "Keep-Alive: timeout=-5 | -1",
                "Keep-Alive: timeout= | -1",
                "Keep-Alive: timeouts=5 | -1",
                "Keep-Alive: 300 | -1",
                "Keep-Alive: | -1",
                "X: timeout=5 | -1",
            })
    void readsTheTimeout(String field, int seconds) {
        ResponseHead head = new ResponseHead();
        ResponseParser parser = new ResponseParser(Wire.LIMITS);
        parser.reset();
        assertThat(parser.parse(ByteBuffer.wrap(Wire.bytes("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n")), head))
                .isNull();
        assertThat(KeepAlive.timeoutSeconds(head.fields())).isEqualTo(seconds);
    }

    @Test
    void givesUpBeforeTheServerDoes() {
        assertThat(KeepAlive.idleNanos(0)).isZero();
        assertThat(KeepAlive.idleNanos(1)).isEqualTo(750_000_000L);
        assertThat(KeepAlive.idleNanos(60)).isEqualTo(59_000_000_000L);
    }
}
