package io.mesher.control.health;

import io.mesher.core.catalog.Endpoint;
import io.mesher.testkit.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An instance that gives the answers of a test, and tells how it was asked. */
final class FakeInstance implements AutoCloseable {
    /** What makes it say nothing, and keep the connection. */
    static final String NOTHING = "";

    final List<List<String>> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger maxOpen = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Supplier<String> answers;
    private final ScriptedServer server;

    /** @param answers asked for each request, when its head is there: whole, or what comes before the connection ends */
    FakeInstance(Supplier<String> answers) {
        this(0, answers);
    }

    FakeInstance(int port, Supplier<String> answers) {
        this.answers = answers;
        this.server = new ScriptedServer(port, this::serve);
        server.start();
    }

    static String status(int status) {
        return "HTTP/1.1 " + status + " Some Reason\r\nContent-Length: 2\r\n\r\nok";
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.port());
    }

    int open() {
        return open.get();
    }

    private void serve(Socket socket) throws IOException {
        accepted.incrementAndGet();
        maxOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> head = new CopyOnWriteArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            if (!head.isEmpty()) {
                String answer = answers.get();
                requests.add(head);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.equals(NOTHING) || answer.endsWith("…")) {
                    in.readLine();
                }
            }
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
