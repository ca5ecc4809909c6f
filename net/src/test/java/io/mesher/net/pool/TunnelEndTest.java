package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.FakeStream;
import io.mesher.net.LoopFixture;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.http1.Messages;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tunnel that both sides have ended while the upstream hasn't taken all bytes yet. */
@Timeout(600)
class TunnelEndTest {
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    private final FakeStream stream = new FakeStream();
    private final Call call = Call.websocket();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void isReadNoMore() {
        try (LoopFixture fixture = new LoopFixture()) {
            endedButCongested(fixture);
            fixture.run(() -> {
                assertThat(stream.readWanted).isFalse();
                assertThat(stream.closed).isFalse();
            });
            assertThat(call.all()).isEqualTo("new | switch | congested | tunnel end");
        }
    }

    @Test
    void closesWhenTheRestIsTakenAndItsHandlerHearsNothingMore() {
        try (LoopFixture fixture = new LoopFixture()) {
            endedButCongested(fixture);
            fixture.run(() -> {
                stream.takes(Integer.MAX_VALUE);
                stream.listener.onWritable();
                assertThat(stream.text()).endsWith("rest");
                assertThat(stream.closed).isTrue();
            });
            assertThat(closed).hasValue(1);
            assertThat(call.all()).isEqualTo("new | switch | congested | tunnel end");
        }
    }

    @Test
    void closesWhenTheUpstreamIsGoneAndItsHandlerHearsNothingMore() {
        try (LoopFixture fixture = new LoopFixture()) {
            endedButCongested(fixture);
            fixture.run(() -> {
                stream.breakOff();
                stream.listener.onWritable();
            });
            await().untilAsserted(() -> assertThat(closed).hasValue(1));
            fixture.run(() -> assertThat(stream.closed).isTrue());
            assertThat(call.all()).isEqualTo("new | switch | congested | tunnel end");
            assertThat(fixture.failures()).isEmpty();
        }
    }

    private void endedButCongested(LoopFixture fixture) {
        fixture.run(() -> {
            new Http1Client(fixture.loop(), new ClientSettings(Messages.LIMITS, 1_000_000_000L))
                    .begin(stream, bytes("a:80"), new Owner());
            ClientStream tunnel = call.stream;
            fixture.loop().releaseWriteBuffer();
            stream.receive(bytes(SWITCH));
            stream.listener.onReadable();
            stream.takes(0);
            tunnel.body(Messages.buffer("rest"));
            fixture.loop().releaseWriteBuffer();
            tunnel.endTunnel();
            stream.receiveEnd();
            stream.listener.onReadable();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private final class Owner implements PooledConnection.Owner {
        @Override
        public void onRoom(PooledConnection connection) {
            if (call.stream != null) {
                throw new AssertionError("a tunnel never takes another request");
            }
            call.onConnection(connection.open(true));
        }

        @Override
        public void onIdle(PooledConnection connection) {
            throw new AssertionError("a tunnel is never idle");
        }

        @Override
        public void onClosed(PooledConnection connection) {
            closed.incrementAndGet();
        }
    }
}
