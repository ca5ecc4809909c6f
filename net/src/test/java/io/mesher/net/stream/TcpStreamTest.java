package io.mesher.net.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.LoopFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class TcpStreamTest {
    @Test
    @DisplayName("RFC 9293 §3.5: a connection with itself is a connection with nobody")
    void refusesAConnectionWithItself() throws IOException {
        try (LoopFixture fixture = new LoopFixture();
                SocketChannel channel = SocketChannel.open()) {
            // What else happens by chance, where the system chooses this port.
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress own = (InetSocketAddress) channel.getLocalAddress();
            AtomicReference<String> outcome = new AtomicReference<>();
            fixture.run(() -> connect(fixture, channel, own, outcome));
            await().until(() -> outcome.get() != null);
            assertThat(outcome).hasValue("Connection refused");
            assertThat(channel.isOpen()).isFalse();
            try (ServerSocket listener = new ServerSocket()) {
                listener.setReuseAddress(false);
                listener.bind(own);
                assertThat(listener.isBound()).isTrue();
            }
        }
    }

    @Test
    void takesAConnectionWithAnother() throws IOException {
        try (LoopFixture fixture = new LoopFixture();
                ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open()) {
            AtomicReference<String> outcome = new AtomicReference<>();
            fixture.run(() -> connect(fixture, channel, (InetSocketAddress) listener.getLocalSocketAddress(), outcome));
            await().until(() -> outcome.get() != null);
            assertThat(outcome).hasValue("stands");
        }
    }

    private static void connect(
            LoopFixture fixture, SocketChannel channel, InetSocketAddress to, AtomicReference<String> outcome) {
        try {
            TcpStream stream = TcpStream.connect(fixture.loop(), channel, to);
            stream.listener(new StreamListener() {
                @Override
                public void onConnectReady() {
                    String cause = stream.finishConnect();
                    outcome.set(cause == null ? "stands" : cause);
                }

                @Override
                public void onReadable() {}

                @Override
                public void onWritable() {}
            });
        } catch (IOException e) {
            outcome.set("not begun: " + e.getMessage());
        }
    }
}
