package io.mesher.it.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of loopback for programs that are started with a port, and again with the same one. Not those that the system gives,
 * since outgoing connections of other tests take them as soon as nobody listens.
 */
final class Ports {
    /** Below what Linux (32768) and macOS (49152) take for outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

    private Ports() {}

    /** One where nothing listens, and that no other test of this process gets. */
    static int free() {
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException _) {
                // Taken: the next one.
            }
        }
        throw new IllegalStateException("no port of " + COUNT + " from " + FIRST + " is free");
    }
}
