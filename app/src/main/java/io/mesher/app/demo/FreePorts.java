package io.mesher.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds free ports by listening on them, all different; {@link #close} lets go of them. */
final class FreePorts implements AutoCloseable {
    private static final int TRIES = 50;

    private final List<ServerSocket> held = new ArrayList<>();

    /** A port that is free on each of the addresses. */
    int onAll(String... hosts) throws DemoFailure {
        for (int i = 0; i < TRIES; i++) {
            int port = any(hosts[0]);
            int taken = 1;
            while (taken < hosts.length && hold(hosts[taken], port)) {
                taken++;
            }
            if (taken == hosts.length) {
                return port;
            }
        }
        throw new DemoFailure("no port is free on all of " + String.join(", ", hosts));
    }

    int exactly(String host, int port) throws DemoFailure {
        if (!hold(host, port)) {
            throw new DemoFailure("--port: " + port + " can't be opened at " + host
                    + " (expected: a port that no other process uses; without --port a free one is taken)");
        }
        return port;
    }

    static boolean inUse(String host, int port) {
        try {
            listen(host, port).close();
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() {
        for (ServerSocket socket : held) {
            closeQuietly(socket);
        }
    }

    private int any(String host) throws DemoFailure {
        try {
            ServerSocket socket = listen(host, 0);
            held.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            // macOS gives the loopback interface 127.0.0.1 only; Linux and Windows all of 127.0.0.0/8.
            throw new DemoFailure("no port can be opened on " + host + ": " + e.getMessage()
                    + "\nThe demo needs 127.0.0.1, 127.0.0.2 and 127.0.0.3. On macOS, add the latter two until the next"
                    + " restart:\n  sudo ifconfig lo0 alias 127.0.0.2 up && sudo ifconfig lo0 alias 127.0.0.3 up");
        }
    }

    private boolean hold(String host, int port) {
        try {
            held.add(listen(host, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static ServerSocket listen(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // Connections of an earlier owner that still fade away are no reason to call a port taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(host), port));
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It was only held.
        }
    }
}
