package io.mesher.it.hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The back-end: writes down every request that arrives, and what is wrong with it. Answers a target with {@code /scripted} in it
 * by the {@link Script} in force, any other with {@code METHOD target} as the body, so that a caller sees whose answer it has.
 */
final class Recorder implements AutoCloseable {
    private static final int SEGMENT_MILLIS = 5;
    private static final int IDLE_MILLIS = 60_000;

    /** A request that came whole. {@code problem}: what no back-end should have to read, else empty. */
    record Seen(int connection, Message request, String problem) {}

    private final ServerSocket server;
    private final boolean strict;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script = Script.keep();

    private Recorder(ServerSocket server, boolean strict) {
        this.server = server;
        this.strict = strict;
    }

    static Recorder start() throws IOException {
        return start(true);
    }

    /** {@code strict}: whether requests are also judged by what only an intermediary like Mesher makes of them. */
    static Recorder start(boolean strict) throws IOException {
        ServerSocket server = new ServerSocket(0, 1024, InetAddress.ofLiteral("127.0.0.1"));
        Recorder recorder = new Recorder(server, strict);
        Thread.ofVirtual().start(recorder::accept);
        return recorder;
    }

    int port() {
        return server.getLocalPort();
    }

    /** From here on only what comes for the next case is remembered. */
    void begin(@Nullable Script next) {
        script = next == null ? Script.keep("HTTP/1.1 500 no script\r\nContent-Length: 0\r\n\r\n") : next;
        takeSeen();
        takeUnclear();
    }

    synchronized List<Seen> takeSeen() {
        List<Seen> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    /** Bytes that were no request. */
    synchronized List<String> takeUnclear() {
        List<String> taken = List.copyOf(unclear);
        unclear.clear();
        return taken;
    }

    synchronized int seen() {
        return seen.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException _) {
                // Closed, or out of descriptors: the cases that follow notice.
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            StrictReader reader = new StrictReader(in);
            Message head;
            while ((head = reader.requestHead(false)) != null) {
                Script now = head.target().contains("/scripted") ? script : null;
                boolean keep = true;
                if (now != null && now.early()) {
                    keep = play(now, socket, in);
                }
                Message request = reader.requestBody(head);
                boolean surplus = in.available() > 0 && !head.has("Upgrade");
                add(new Seen(number, request, strict ? problem(request, surplus) : ""));
                if (now == null) {
                    answer(request, socket.getOutputStream());
                } else if (!now.early()) {
                    keep = play(now, socket, in);
                }
                if (!keep) {
                    return;
                }
            }
        } catch (StrictReader.Unclear e) {
            addUnclear(e.getMessage());
        } catch (StrictReader.Cut | IOException _) {
            // Mesher broke the request off, which is its way to refuse what has begun.
        } finally {
            open.remove(socket);
        }
    }

    private static String problem(Message request, boolean surplus) {
        return surplus ? "bytes behind the request" : Purity.problem(request);
    }

    private static void answer(Message request, OutputStream out) throws IOException {
        String body =
                request.method() + " " + request.target() + " " + request.body().length();
        boolean bodiless = request.method().equals("HEAD");
        out.write(Bytes.of("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + (bodiless ? "" : body)));
        out.flush();
    }

    private boolean play(Script now, Socket socket, BufferedInputStream in) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (int i = 0; i < now.parts().size(); i++) {
            if (i > 0) {
                pause();
            }
            out.write(Bytes.of(now.parts().get(i)));
            out.flush();
        }
        switch (now.end()) {
            case KEEP -> {
                return true;
            }
            case ECHO -> in.transferTo(out);
            case CLOSE -> socket.shutdownOutput();
            case STALL -> {
                while (script == now && !server.isClosed()) {
                    pause();
                }
            }
            case RESET -> {
                pause();
                socket.setSoLinger(true, 0);
            }
        }
        return false;
    }

    /** Segments are told apart by time; nothing depends on their being so. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(SEGMENT_MILLIS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private synchronized void add(Seen request) {
        seen.add(request);
    }

    private synchronized void addUnclear(String what) {
        unclear.add(what);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
