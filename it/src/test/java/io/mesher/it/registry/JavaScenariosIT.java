package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.Message;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The three ways in which Mesher is used, with applications on the official Java client and on nothing at all. */
@Tag("scenario")
@Timeout(600)
class JavaScenariosIT {

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    @Test
    void onlyTheConsumerHasMesherAndTheProviderRegistersItself() throws Exception {
        Program provider = scenario.officialJavaProvider(registry.url(), "server", "hello from java");
        provider.await("registered on");
        MesherProcess consumer = scenario.consumer(registry.url());

        Message answer = consumer.get("http://server/hello");

        assertThat(answer.startLine() + answer.text()).isEqualTo("HTTP/1.1 200 OKhello from java");
    }

    @Test
    void bothHaveMesher() throws IOException {
        Program application = scenario.plainApplication("", "0", "hello from server");
        int port = Integer.parseInt(application.await("listening on"));
        MesherProcess provider = scenario.provider("server", registry.url(), port);
        MesherProcess consumer = scenario.consumer(registry.url());
        registry.awaitInstances("server", 1);

        Message answer = consumer.get("http://server/hello");

        assertThat(answer.text()).isEqualTo("hello from server");
        assertThat(registry.endpoints("server"))
                .containsExactly("rest://127.0.0.2:" + provider.incoming().getPort());
    }

    @Test
    void onlyTheProviderHasMesherAndTheConsumerFindsItItself() throws Exception {
        Program application = scenario.plainApplication("", "0", "hello from server");
        int port = Integer.parseInt(application.await("listening on"));
        MesherProcess provider = scenario.provider("server", registry.url(), port);
        registry.awaitInstances("server", 1);
        OfficialJavaClient consumer =
                scenario.with(new OfficialJavaClient(List.of(registry.url()), "default", "client", "1.0.0"));
        consumer.register();

        consumer.discover("default", "server");
        List<String> known = consumer.known("default", "server");

        assertThat(known)
                .containsExactly("rest://127.0.0.2:" + provider.incoming().getPort());
        assertThat(ScenarioFixture.call(known.getFirst())).isEqualTo("200 hello from server");
    }

    @Test
    @ResourceLock(OfficialJavaClient.WATCH)
    void aConsumerOfTheOfficialClientSeesAProvidersMesherComeAndGo() throws Exception {
        OfficialJavaClient consumer =
                scenario.with(new OfficialJavaClient(List.of(registry.url()), "default", "client", "1.0.0"));
        Program application = scenario.plainApplication("", "0", "hello from server");
        int port = Integer.parseInt(application.await("listening on"));
        scenario.provider("server", registry.url(), port);
        registry.awaitInstances("server", 1);
        consumer.register();
        consumer.discover("default", "server");
        consumer.watch();

        MesherProcess second = scenario.provider("server", registry.url(), port);
        Awaitility.await().until(() -> consumer.known("default", "server").size() == 2);
        second.terminate();
        Awaitility.await().until(() -> consumer.known("default", "server").size() == 1);

        assertThat(second.awaitExit()).isZero();
        assertThat(registry.endpoints("server")).hasSize(1);
    }

    @Test
    void mesherLogsInWhereTheRegistryAsksForIt() throws IOException {
        Path account = Files.writeString(scenario.folder("account").resolve("file"), "root:Complicated-1\n");
        RegistryProcess closed = scenario.with(
                RegistryProcess.start(scenario.folder("closed"), Ports.free(), "--account-file", account.toString()));
        Application application = scenario.with(Application.saying("hello"));
        String login = """
                servicecomb.credentials.account.name: root
                servicecomb.credentials.account.password: Complicated-1
                """;
        scenario.with(scenario.setup("server", closed.url())
                .yaml(login)
                .incoming(application.port())
                .start());
        MesherProcess consumer = scenario.consumer(closed.url(), login);

        ScenarioFixture.awaitAnswer(consumer, "http://server/hello", "hello");

        MesherProcess stranger = scenario.consumer(closed.url());
        assertThat(stranger.get("http://server/hello").status()).isEqualTo(503);
        assertThat(stranger.log()).contains("servicecomb.credentials.account");
    }

    @Test
    void aCallGoesFromClientToServer1ToServer2() throws IOException {
        Program server2 = scenario.plainApplication("", "0", "server2");
        scenario.provider("server2", registry.url(), Integer.parseInt(server2.await("listening on")));
        MesherProcess mesher1 = startServer1();
        MesherProcess client = scenario.consumer(registry.url());
        registry.awaitInstances("server1", 1);
        registry.awaitInstances("server2", 1);

        Message answer = client.get("http://server1/hello");

        assertThat(answer.text()).isEqualTo("server1 < server2");
        assertThat(mesher1.isAlive()).isTrue();
    }

    /** The application's port is declared before it runs, since it is told its proxy, which is chosen by then. */
    private MesherProcess startServer1() throws IOException {
        int port = Ports.free();
        MesherProcess mesher = scenario.provider("server1", registry.url(), port);
        Program server1 = scenario.plainApplication(
                ScenarioFixture.proxy(mesher), Integer.toString(port), "server1", "http://server2/hello");
        server1.await("listening on");
        return mesher;
    }
}
