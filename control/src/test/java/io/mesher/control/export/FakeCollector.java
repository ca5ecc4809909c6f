package io.mesher.control.export;

import io.mesher.testkit.ScriptedServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** A collector that gives the answers of a test, and keeps what it was sent. */
final class FakeCollector implements AutoCloseable {
    /** What makes it say nothing, and keep the connection. */
    static final String NOTHING = "";
    /** What makes it end the connection. */
    static final String END = "END";

    static final String TAKEN = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    final List<Post> posts = new CopyOnWriteArrayList<>();
    private final IntFunction<String> answers;
    private final ScriptedServer server;

    record Post(String head, String body, long nanoTime) {}

    /** @param answers asked with the number of the request, from 0 on */
    FakeCollector(IntFunction<String> answers) {
        this(0, answers);
    }

    FakeCollector(int port, IntFunction<String> answers) {
        this.answers = answers;
        this.server = new ScriptedServer(port, this::serve);
        server.start();
    }

    static String status(int status, String fields) {
        return "HTTP/1.1 " + status + " Some Reason\r\n" + fields + "Content-Length: 0\r\n\r\n";
    }

    int port() {
        return server.port();
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
            int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
            String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            String answer;
            synchronized (posts) {
                answer = answers.apply(posts.size());
                posts.add(new Post(head, body, System.nanoTime()));
            }
            if (answer.equals(END)) {
                return;
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (c == '\n' && head.length() > 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.close();
    }
}
