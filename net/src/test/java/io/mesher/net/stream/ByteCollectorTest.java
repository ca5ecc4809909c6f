package io.mesher.net.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCollectorTest {
    private final ByteCollector collector = new ByteCollector();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 255, 256, 257, 5_000, 20_000})
    void keepsAllInOrder(int piece) {
        byte[] all = new byte[20_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31);
        }
        for (int at = 0; at < all.length; at += piece) {
            ByteBuffer direct = ByteBuffer.allocateDirect(piece);
            direct.put(all, at, Math.min(piece, all.length - at)).flip();
            collector.add(direct);
            assertThat(direct.hasRemaining()).isFalse();
        }
        assertThat(collector.size()).isEqualTo(all.length);
        assertThat(collector.capacity()).isBetween(all.length, 2 * all.length);
        assertThat(collector.take()).isEqualTo(all);
    }

    @Test
    void forgetsWhatWasTaken() {
        collector.add(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)));
        byte[] first = collector.take();
        assertThat(collector.size()).isZero();
        assertThat(collector.capacity()).isZero();
        assertThat(collector.take()).isEmpty();
        collector.add(ByteBuffer.wrap("de".getBytes(StandardCharsets.US_ASCII)));
        assertThat(collector.take()).asString(StandardCharsets.US_ASCII).isEqualTo("de");
        assertThat(first).asString(StandardCharsets.US_ASCII).isEqualTo("abc");
    }

    @Test
    void takesNothingFromNothing() {
        collector.add(ByteBuffer.allocate(0));
        assertThat(collector.take()).isEmpty();
    }
}
