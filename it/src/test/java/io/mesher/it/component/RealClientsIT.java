package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.GoProgram;
import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of docs/clients.md, each with the line that the document has for it. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsIT {
    private static final String HTTP_PROXY = "http_proxy=http://127.0.0.1:30101";
    private static final String WS_PROXY = "ws_proxy=http://127.0.0.1:30101";
    private static final String USE_ENV_PROXY = "NODE_USE_ENV_PROXY=1";
    private static final String JVM_OPTIONS = "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=30101";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static final String HTTP = "GET 0\nPOST 100000\n";
    private static final String ECHO = "hello\n";

    private Application app;
    private MesherProcess mesher;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        folder = home;
        app = Application.doing(RealClientsIT::serve);
        mesher = new MesherSetup(home)
                .incoming(app.port())
                .service("AccountService", app.address())
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        app.close();
    }

    private static void serve(Wire wire) throws IOException {
        for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
            if (!request.has("via")) {
                wire.send(Application.ok("not through Mesher"));
            } else if (request.value("upgrade").equals("websocket")) {
                EchoSocket.serve(wire, request);
                return;
            } else {
                wire.send(Application.ok(request.method() + " " + request.body().length()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "curl.sh, HTTP",
        "urllib.py, HTTP",
        "requests_.py, HTTP",
        "websockets_.py, ECHO",
        "websocket_client.py, ECHO",
        "axios.mjs, HTTP",
        "fetch.mjs, HTTP ECHO"
    })
    void theEnvironmentNamesTheProxy(String file, String expected) throws Exception {
        assertThat(new ClientProgram(file).through(mesher, folder, environment(HTTP_PROXY)))
                .isEqualTo(output(expected));
    }

    @Test
    void theEnvironmentNamesTheProxyOfGo() throws Exception {
        Path program = GoProgram.build("clients");
        assertThat(ClientProgram.execute(List.of(program.toString()), folder, environment(HTTP_PROXY)))
                .isEqualTo(HTTP + ECHO);
    }

    @Test
    void aiohttpHasAVariableOfItsOwnForWebSockets() throws Exception {
        assertThat(new ClientProgram("aiohttp_environment.py")
                        .through(mesher, folder, environment(HTTP_PROXY, WS_PROXY)))
                .isEqualTo(HTTP + ECHO);
    }

    @Test
    void nodeReadsItsEnvironmentIfAskedTo() throws Exception {
        assertThat(new ClientProgram("node_environment.mjs")
                        .through(mesher, folder, environment(HTTP_PROXY, USE_ENV_PROXY)))
                .isEqualTo(HTTP + HTTP + ECHO);
    }

    @ParameterizedTest
    @CsvSource({
        "aiohttp_.py, HTTP ECHO",
        "node_http.mjs, HTTP",
        "node_http_agent.mjs, HTTP",
        "axios_proxy.mjs, HTTP",
        "undici.mjs, HTTP ECHO",
        "ws.mjs, ECHO",
        "ws_http_agent.mjs, ECHO"
    })
    void aLineOfTheProgramNamesTheProxy(String file, String expected) throws Exception {
        assertThat(new ClientProgram(file).through(mesher, folder, Map.of())).isEqualTo(output(expected));
    }

    @ParameterizedTest
    @CsvSource({"JavaHttpClient.java, HTTP ECHO", "JavaUrlConnection.java, HTTP"})
    void optionsOfTheJvmNameTheProxy(String file, String expected) throws Exception {
        String[] options = ClientProgram.address(JVM_OPTIONS, mesher).split(" ", -1);
        assertThat(new ClientProgram(file).through(mesher, folder, Map.of(), options))
                .isEqualTo(output(expected));
    }

    @ParameterizedTest
    @CsvSource({"requests_.py, HTTP", "axios.mjs, HTTP", "ws_incoming.mjs, ECHO"})
    void clientsFromOutsideCallTheIncomingPort(String file, String expected) throws Exception {
        assertThat(new ClientProgram(file).at(mesher, folder)).isEqualTo(output(expected));
    }

    @Test
    void everyLineOfTheDocumentIsRunHere() throws IOException {
        List<String> run = new ArrayList<>(List.of(HTTP_PROXY, WS_PROXY, USE_ENV_PROXY, JVM_OPTIONS));
        for (ClientProgram program : ClientProgram.all()) {
            run.add(program.text());
        }
        List<String> lines = Files.readAllLines(ProjectTree.root().resolve("docs/clients.md")).stream()
                .filter(line -> line.startsWith("|") && !line.contains("untested"))
                .flatMap(line -> CODE.matcher(line).results().map(code -> code.group(1)))
                .toList();

        assertThat(lines).hasSizeGreaterThan(10).allMatch(line -> run.stream().anyMatch(text -> text.contains(line)));
    }

    private Map<String, String> environment(String... lines) {
        Map<String, String> variables = new HashMap<>();
        for (String line : lines) {
            String[] parts = ClientProgram.address(line, mesher).split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }

    private static String output(String parts) {
        return parts.replace(" ", "").replace("HTTP", HTTP).replace("ECHO", ECHO);
    }
}
