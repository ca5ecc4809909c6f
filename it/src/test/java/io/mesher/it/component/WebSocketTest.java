package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.peer.Peers;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WebSocket (RFC 6455) with the clients and servers that people use. */
@Timeout(600)
class WebSocketTest {
    @TempDir
    private Path home;

    /** Keeps what comes. */
    private static final class Received implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.add(status);
            return null;
        }
    }

    @Test
    void theJdksClientTalksWithAnApplicationBehindMesher() throws Exception {
        try (Application app = Application.doing(wire -> EchoSocket.serve(wire, wire.readHead()));
                MesherProcess mesher =
                        new MesherSetup(home).incoming(app.port()).start();
                HttpClient client = HttpClient.newHttpClient()) {
            Received received = new Received();
            URI uri = URI.create("ws://127.0.0.2:" + mesher.incoming().getPort() + "/chat");
            WebSocket socket =
                    client.newWebSocketBuilder().buildAsync(uri, received).get(120, TimeUnit.SECONDS);
            for (int i = 0; i < 20; i++) {
                assertThat(socket.sendText("message " + i, true).get(120, TimeUnit.SECONDS))
                        .isNotNull();
                assertThat(received.texts.poll(120, TimeUnit.SECONDS)).isEqualTo("message " + i);
            }
            assertThat(mesher.admin("/metrics").text())
                    .contains(
                            "mesher_tunnels{direction=\"incoming\"} 1\n",
                            "mesher_requests_in_flight{direction=\"incoming\"} 0\n",
                            "mesher_ready 1\n",
                            "mesher_draining 0\n");
            assertThat(socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(120, TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(received.closed.poll(120, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
            await().untilAsserted(() ->
                    assertThat(mesher.admin("/metrics").text()).contains("mesher_tunnels{direction=\"incoming\"} 0\n"));
        }
    }

    @Test
    void pythonsServerAndClientTalkThroughTwoMeshers(@TempDir Path otherHome) throws Exception {
        Path packages = Peers.requirePython("websockets");
        String python = Peers.require("python3").toString();
        int port = Ports.free();
        Process server = python(packages, python, """
                import sys
                from websockets.sync.server import serve
                def echo(socket):
                    for message in socket:
                        socket.send(message)
                with serve(echo, "127.0.0.1", int(sys.argv[1]), max_size=None) as server:
                    print("ready", flush=True)
                    server.serve_forever()
                """, "" + port);
        try (MesherProcess theirs =
                        new MesherSetup(otherHome).name("chat").incoming(port).start();
                MesherProcess mine = new MesherSetup(home)
                        .service("chat", "127.0.0.2:" + theirs.incoming().getPort())
                        .start()) {
            assertThat(server.inputReader().readLine()).isEqualTo("ready");
            // A client sends "GET http://chat/" to its proxy only where told so by hand: by default it would use
            // CONNECT.
            Process client = python(packages, python, """
                    import socket, sys
                    from websockets.sync.client import connect
                    class ToProxy(socket.socket):
                        def sendall(self, data, *flags):
                            super().sendall(data.replace(b"GET / HTTP", b"GET http://chat/ HTTP", 1), *flags)
                    raw = ToProxy()
                    raw.connect(("127.0.0.1", int(sys.argv[1])))
                    with connect("ws://chat/", sock=raw, max_size=None, proxy=None) as s:
                        for size in (0, 1, 125, 126, 65535, 65536, 3000000):
                            s.send(b"x" * size)
                            assert s.recv() == b"x" * size, size
                        s.send("text \\u20ac")
                        print(ascii(s.recv()))
                    print(s.close_code)
                    """, "" + mine.outgoing().getPort());
            try {
                assertThat(client.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(client.inputReader().lines()).containsExactly("'text \\u20ac'", "1000");
            } finally {
                client.destroyForcibly();
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private Process python(Path packages, String python, String program, String argument) throws IOException {
        Path file = Files.writeString(Files.createTempFile(home, "peer", ".py"), program);
        ProcessBuilder builder = new ProcessBuilder(python, file.toString(), argument).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", packages.toString());
        builder.environment().keySet().removeIf(name -> name.endsWith("_proxy"));
        return builder.start();
    }
}
