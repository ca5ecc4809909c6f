package io.mesher.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ports of 127.0.0.1 for programs that must be told their port, or where nobody is to answer. */
public final class Ports {
    /**
     * Linux gives a port to nobody who asks for any, and to no outgoing connection, while a socket is bound to it. Whoever asks for
     * the very port and sets SO_REUSEADDR, as most servers do, can listen on it all the same, since these sockets don't listen.
     * Held until the process ends.
     */
    private static final List<Socket> HELD = new CopyOnWriteArrayList<>();

    private static final boolean HOLDS = System.getProperty("os.name").equals("Linux");

    private Ports() {}

    /** One where nobody listens, so that connections are refused, and that nobody else gets by chance. */
    public static int free() {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = socket.getLocalPort();
            if (HOLDS) {
                HELD.add(socket);
            } else {
                socket.close();
            }
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
