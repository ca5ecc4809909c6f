package io.mesher.net.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.FakeStream;
import io.mesher.net.LoopFixture;
import io.mesher.net.loop.EventLoop;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSinkTest {
    private final LoopFixture fixture = new LoopFixture();
    private final FakeStream network = new FakeStream();
    private final List<String> heard = new ArrayList<>();
    private final ByteSink sink = sink(network);

    @AfterEach
    void stop() {
        fixture.close();
        assertThat(fixture.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1_000, 8_191, 8_192, 8_193, 65_536, 1_000_000})
    void keepsOrderAndContentHoweverLittleTheNetworkTakes(int perWrite) {
        Random random = new Random(perWrite);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        fixture.run(() -> network.takes(perWrite));
        for (int event = 0; event < 20; event++) {
            fixture.run(() -> {
                for (int i = 0; i < 5; i++) {
                    put(random, expected);
                }
            });
            fixture.run(() -> {
                for (int i = 0; i < 10 && sink.isCongested(); i++) {
                    assertThat(network.writeWanted).isTrue();
                    sink.onWritable();
                }
            });
        }
        drain();
        fixture.run(() -> {
            assertThat(network.written()).isEqualTo(expected.toByteArray());
            assertThat(sink.written()).isEqualTo(expected.size());
            assertThat(network.writeWanted).isFalse();
        });
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).isEqualTo(i % 2 == 0 ? "congested" : "drained");
        }
        assertThat(heard.size() % 2).as("%s", heard).isZero();
    }

    @Test
    void sendsWhatOneEventPutsInOneWrite() {
        fixture.run(() -> {
            sink.put(new byte[10]);
            sink.put(ByteBuffer.wrap(new byte[7_000]));
            sink.put(ByteBuffer.wrap(new byte[40_000]));
            assertThat(network.writes).isZero();
        });
        fixture.run(() -> {
            assertThat(network.writes).isEqualTo(1);
            assertThat(network.written()).hasSize(47_010);
        });
    }

    @Test
    void writesLargePiecesFromWhereTheyAre() {
        fixture.run(() -> {
            ByteBuffer piece = ByteBuffer.wrap(new byte[EventLoop.READ_BUFFER_BYTES]);
            sink.put(piece);
            assertThat(piece.hasRemaining()).isFalse();
            assertThat(network.written()).hasSize(EventLoop.READ_BUFFER_BYTES);
        });
    }

    @Test
    void twoSinksShareTheBufferWithoutMixing() {
        FakeStream secondNetwork = new FakeStream();
        ByteSink second = sink(secondNetwork);
        fixture.run(() -> {
            for (int i = 0; i < 10; i++) {
                sink.put(new byte[] {'a'});
                second.put(new byte[] {'b', 'b'});
            }
            second.flushNow();
            sink.flushNow();
        });
        fixture.run(() -> {
            assertThat(network.text()).isEqualTo("a".repeat(10));
            assertThat(secondNetwork.text()).isEqualTo("b".repeat(20));
        });
    }

    @Test
    void endsTheOutputOnlyBehindTheLastByte() {
        fixture.run(() -> {
            network.takes(1);
            sink.put(new byte[] {1, 2, 3});
            sink.end();
            assertThat(network.outputEnded).isFalse();
            sink.onWritable();
            assertThat(network.outputEnded).isFalse();
            sink.onWritable();
            assertThat(network.outputEnded).isTrue();
            assertThat(network.written()).containsExactly(1, 2, 3);
        });
    }

    @Test
    void endsTheOutputAtOnceWhenAllIsOut() {
        fixture.run(() -> {
            sink.put(new byte[] {1});
            sink.end();
            assertThat(network.written()).containsExactly(1);
            assertThat(network.outputEnded).isTrue();
        });
    }

    @Test
    void tellsOnceAndLaterThatTheConnectionBroke() {
        fixture.run(() -> {
            network.breakOff();
            sink.put(new byte[5]);
            sink.flushNow();
            assertThat(heard).as("never within a write").isEmpty();
            assertThat(sink.isFailed()).isTrue();
            ByteBuffer more = ByteBuffer.wrap(new byte[100_000]);
            sink.put(more);
            assertThat(more.hasRemaining()).isFalse();
            sink.put(new byte[100_000]);
            sink.end();
        });
        fixture.run(() -> {
            assertThat(heard).containsExactly("broken");
            assertThat(sink.isCongested()).isFalse();
            assertThat(sink.written()).isZero();
        });
    }

    @Test
    void breaksWhileItIsCongested() {
        fixture.run(() -> {
            network.takes(1);
            sink.put(new byte[5]);
            sink.flushNow();
            network.breakOff();
            sink.onWritable();
            assertThat(sink.isCongested()).isFalse();
            assertThat(network.writeWanted).isFalse();
        });
        fixture.run(() -> {
            assertThat(heard).containsExactly("congested", "broken");
            assertThat(sink.written()).isEqualTo(1);
        });
    }

    private void put(Random random, ByteArrayOutputStream expected) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(4) == 0 ? 100_000 : 300)];
        random.nextBytes(bytes);
        expected.writeBytes(bytes);
        if (random.nextBoolean()) {
            ByteBuffer data = ByteBuffer.wrap(bytes);
            sink.put(data);
            assertThat(data.hasRemaining()).isFalse();
        } else {
            sink.put(bytes);
        }
    }

    private void drain() {
        fixture.run(() -> {
            network.takes(100_000);
            while (sink.isCongested()) {
                sink.onWritable();
            }
        });
    }

    private ByteSink sink(FakeStream stream) {
        return new ByteSink(fixture.loop(), stream, new ByteSink.Listener() {
            @Override
            public void onCongested() {
                heard.add("congested");
            }

            @Override
            public void onDrained() {
                heard.add("drained");
            }

            @Override
            public void onBroken() {
                heard.add("broken");
            }
        });
    }

    @Test
    void letsGoOfEverythingWhenItIsReset() {
        fixture.run(() -> {
            network.takes(1);
            sink.put(new byte[100_000]);
            sink.flushNow();
            assertThat(sink.isCongested()).isTrue();
            long written = sink.written();
            sink.discard();
            assertThat(sink.isCongested()).isFalse();
            sink.put(new byte[100]);
            sink.flushNow();
            sink.put(ByteBuffer.allocate(100_000));
            assertThat(sink.isCongested()).isFalse();
            assertThat(sink.written()).isEqualTo(written);
        });
        heard.clear();
    }
}
