package io.mesher.net.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.ApiServer;
import io.mesher.net.Heard;
import io.mesher.net.websocket.WebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both sides of a WebSocket, over real sockets. */
@Timeout(60)
class WebSocketCallTest {
    private static final int MOST_BYTES = 1000;

    private final List<Heard> accepted = new CopyOnWriteArrayList<>();
    private final ApiServer server = new ApiServer((request, reply) -> {
        if (request.path().equals("/refused")) {
            reply.send(ApiServer.response(404, "nothing is here\n"));
            return;
        }
        Heard heard = new Echo();
        accepted.add(heard);
        reply.webSocket(heard, MOST_BYTES);
    });
    private final CallerFixture client = new CallerFixture();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void carriesTextsPingsAndPongsBothWays() {
        Heard ours = open("/watch?x=1");
        ours.awaits("open");
        onClient(() -> {
            ours.socket().text("häs".getBytes(UTF_8));
            ours.socket().text("x".repeat(200).getBytes(UTF_8));
            ours.socket().ping();
        });
        ours.awaits("pong");
        Heard theirs = accepted.getFirst();
        server.fixture.run(theirs.socket()::ping);
        theirs.awaits("pong");
        onClient(() -> ours.socket().close(WebSocket.NORMAL, "done"));
        assertThat(ours.end()).isEqualTo("open | echo häs | 205 characters | pong | ping | closed 1000 ");
        assertThat(theirs.end()).isEqualTo("open | häs | 200 characters | ping | pong | closed 1000 done");
        await().until(() -> server.open.get() == 0);
    }

    private Heard open(String target) {
        Heard heard = new Heard();
        onClient(() -> client.caller.webSocket(CallerFixture.get(server.port(), target), heard));
        return heard;
    }

    private void onClient(Runnable task) {
        client.fixture.run(task);
    }

    private static final class Echo extends Heard {
        @Override
        public void onText(byte[] utf8) {
            super.onText(utf8);
            socket().text(("echo " + new String(utf8, UTF_8)).getBytes(UTF_8));
        }
    }
}
