package io.mesher.it.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An application behind Mesher that does what a test's script says, good or bad; one virtual thread per connection. */
public final class Application implements AutoCloseable {
    private static final int BACKLOG = 2000;

    /** What the application does with one connection; it is closed when the script ends. */
    public interface Script {
        void serve(Wire wire) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private final List<Message> requests;

    private Application(InetSocketAddress address, List<Message> requests, Script script) throws IOException {
        this.requests = requests;
        this.script = script;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address, BACKLOG);
        Thread.ofVirtual().start(this::accept);
    }

    public static Application doing(Script script) throws IOException {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
    }

    public static Application at(InetSocketAddress address, Script script) throws IOException {
        return new Application(address, List.of(), script);
    }

    /** Answers each request of a connection with the response that the function writes for it. */
    public static Application answering(Function<Message, String> answer) throws IOException {
        return answeringAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), answer);
    }

    public static Application answeringAt(InetSocketAddress address, Function<Message, String> answer)
            throws IOException {
        List<Message> seen = new CopyOnWriteArrayList<>();
        return new Application(address, seen, wire -> {
            for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
                seen.add(request);
                wire.send(answer.apply(request));
            }
        });
    }

    /** Always the same response: 200 with this text. */
    public static Application saying(String text) throws IOException {
        return answering(_ -> ok(text));
    }

    public static String ok(String text) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                + text.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** As Mesher is told of it. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Accepted since the start. */
    public int connections() {
        return connections.get();
    }

    /** Those that are served now. */
    public int openConnections() {
        return open.size();
    }

    /** Those that a function answered. */
    public List<Message> requests() {
        return requests;
    }

    public Message onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests in place of one: " + requests);
        }
        return requests.getFirst();
    }

    public void forget() {
        requests.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (Wire wire = new Wire(socket)) {
            open.add(wire);
            try {
                script.serve(wire);
            } finally {
                open.remove(wire);
            }
        } catch (IOException _) {
            // The other side went away: what a test expects of that, it looks for itself.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Orderly; the next one is served. */
    public void closeConnections() throws IOException {
        for (Wire wire : open) {
            wire.close();
        }
    }

    /** As when the process is killed: no listener any more, every connection reset. */
    public void die() throws IOException {
        listener.close();
        for (Wire wire : open) {
            wire.reset();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Wire wire : open) {
            wire.close();
        }
    }
}
