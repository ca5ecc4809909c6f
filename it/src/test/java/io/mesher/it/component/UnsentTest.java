package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The called side's Mesher can't reach its application: it sent nothing, so the caller's may try another instance. */
@Timeout(600)
class UnsentTest {
    @TempDir
    private Path home;

    private Application alive;
    private Application dead;
    private MesherProcess besideAlive;
    private MesherProcess besideDead;
    private MesherProcess caller;

    @BeforeEach
    void start() throws IOException {
        alive = Application.answering(request -> Application.ok("alive " + request.body()));
        dead = Application.saying("dead");
        besideAlive = beside(alive, "a");
        besideDead = beside(dead, "d");
        caller = new MesherSetup(home.resolve("caller"))
                .service("app", incoming(besideDead), incoming(besideAlive))
                .service("alone", incoming(besideDead))
                // Else the instance is passed over after a few requests, and nothing is left to be seen.
                .yaml("mesher.ejection.enabled: false\nmesher.eventLoops: 1\n")
                .start();
        dead.close();
    }

    private MesherProcess beside(Application application, String folder) throws IOException {
        return new MesherSetup(home.resolve(folder))
                .name("app")
                .incoming(application.port())
                .start();
    }

    private static String incoming(MesherProcess mesher) {
        return "127.0.0.2:" + mesher.incoming().getPort();
    }

    @AfterEach
    void stop() throws IOException {
        caller.close();
        besideAlive.close();
        besideDead.close();
        alive.close();
    }

    @Test
    void requestsOfAnyMethodGoElsewhere() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(caller.get("http://app/").text()).isEqualTo("alive ");
            Message post = caller.askOut(head("POST http://app/ HTTP/1.1", "Host: app", "Content-Length: 4") + "body");
            assertThat(post.text()).isEqualTo("alive body");
            assertThat(post.has("x-mesher-unsent")).isFalse();
        }
        assertThat(caller.admin("/metrics").text())
                .containsPattern("mesher_retries_total\\{.*destination=\"app\",reason=\"unsent\"} [1-9]");
    }

    @Test
    void whereThereIsNoOtherInstanceTheAnswerIsPassedOn() throws IOException {
        Message answer = caller.get("http://alone/");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.value("x-mesher-code")).isEqualTo("connect.failed");
        assertThat(answer.value("via")).contains("-out");
        assertThat(answer.has("x-mesher-unsent")).isFalse();
    }

    @Test
    void whoAsksItWithoutAMesherIsNotToldSo() throws IOException {
        Message answer = besideDead.askIn(head("GET / HTTP/1.1", "Host: app"));
        assertThat(answer.value("x-mesher-code")).isEqualTo("connect.failed");
        assertThat(answer.has("x-mesher-unsent")).isFalse();
        Message named = besideDead.askIn(head("GET / HTTP/1.1", "Host: app", "Via: 1.1 mesher-me-1-out"));
        assertThat(named.value("x-mesher-unsent")).isEqualTo("mesher-me-1-out");
    }

    @Test
    void anApplicationCannotSayIt(@TempDir Path other) throws IOException {
        try (Application liar = Application.answering(request -> head(
                        "HTTP/1.1 502 Bad Gateway",
                        "X-Mesher-Unsent: " + request.values("via").getFirst().substring("1.1 ".length()),
                        "Content-Length: 0"));
                MesherProcess beside = new MesherSetup(other.resolve("l"))
                        .name("liar")
                        .incoming(liar.port())
                        .start();
                MesherProcess asking = new MesherSetup(other.resolve("c"))
                        .service("liar", incoming(beside), "127.0.0.1:" + alive.port())
                        .yaml("mesher.eventLoops: 1\n")
                        .start()) {
            int liars = 0;
            for (int i = 0; i < 4; i++) {
                Message post =
                        asking.askOut(head("POST http://liar/ HTTP/1.1", "Host: liar", "Content-Length: 4") + "body");
                assertThat(post.has("x-mesher-unsent")).isFalse();
                liars += post.status() == 502 ? 1 : 0;
            }
            assertThat(liars).isEqualTo(2);
        }
    }
}
