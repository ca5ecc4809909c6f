package io.mesher.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An upstream that does on each connection what the test says, and closes it then. */
public final class RawServer implements AutoCloseable {
    public final List<RawPeer> accepted = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    public RawServer(Consumer<RawPeer> script) {
        this(InetAddress.getLoopbackAddress(), script);
    }

    public RawServer(InetAddress address, Consumer<RawPeer> script) {
        try {
            socket = new ServerSocket();
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept(Consumer<RawPeer> script) {
        try {
            while (true) {
                RawPeer peer = new RawPeer(socket.accept());
                accepted.add(peer);
                Thread.ofVirtual().start(() -> {
                    try (peer) {
                        script.accept(peer);
                    } catch (UncheckedIOException _) {
                        // The other side left: the test sees that for itself.
                    }
                });
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepted.forEach(RawPeer::close);
    }
}
