package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP clients that applications have, with nothing but their proxy set. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsTest {
    private Application app;
    private MesherProcess mesher;
    private Path folder;
    private String proxy;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        folder = home;
        app = Application.answering(request -> switch (request.target()) {
            case "/head" -> head("HTTP/1.1 200 OK", "Content-Length: 3", "X-Seen: yes");
            default -> Application.ok(request.method() + " " + request.body().length());
        });
        mesher = new MesherSetup(home).service("AccountService", app.address()).start();
        proxy = "127.0.0.1:" + mesher.outgoing().getPort();
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        app.close();
    }

    @BeforeEach
    void forget() {
        app.forget();
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().put("http_proxy", "http://" + proxy);
        Path out = Files.createTempFile(folder, "client", ".out");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    private String curl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 4];
        command[0] = Peers.require("curl").toString();
        command[1] = "-sS";
        command[2] = "-x";
        command[3] = proxy;
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return run(command);
    }

    @Test
    void curlGets() throws Exception {
        assertThat(curl("http://AccountService/x")).isEqualTo("GET 0");
        assertThat(app.onlyRequest().has("proxy-connection")).isFalse();
        assertThat(app.onlyRequest().value("user-agent")).startsWith("curl/");
    }

    @Test
    void curlKeepsItsConnection() throws Exception {
        String url = "http://AccountService/";
        assertThat(curl("-w", " %{num_connects};", url, url, url)).isEqualTo("GET 0 1;GET 0 0;GET 0 0;");
    }

    @Test
    void curlUploadsWithExpectContinue() throws Exception {
        Path file = Files.write(folder.resolve("upload"), new byte[3 << 20]);
        String told = curl(
                "-T",
                file.toString(),
                "-H",
                "Expect: 100-continue",
                "--expect100-timeout",
                "0.1",
                "http://AccountService/up");

        assertThat(told).isEqualTo("PUT " + (3 << 20));
        assertThat(app.onlyRequest().value("content-length")).isEqualTo("" + (3 << 20));
    }

    @Test
    void curlUploadsInChunks() throws Exception {
        Path file = Files.write(folder.resolve("chunks"), new byte[1 << 20]);

        assertThat(curl("-T", file.toString(), "-H", "Transfer-Encoding: chunked", "http://AccountService/up"))
                .isEqualTo("PUT " + (1 << 20));
        assertThat(app.onlyRequest().value("transfer-encoding")).isEqualTo("chunked");
    }

    @Test
    void curlAsksForHeadsAndInHttp10() throws Exception {
        assertThat(curl("-I", "http://AccountService/head")).contains("HTTP/1.1 200 OK", "X-Seen: yes");
        assertThat(curl("--http1.0", "http://AccountService/")).isEqualTo("GET 0");
    }

    @Test
    void curlIsToldThatNothingIsTunnelled() throws Exception {
        // It ends with an error; what counts is the status that it got for its CONNECT.
        String script = Peers.require("curl") + " -s -w '%{http_connect}' -x " + proxy + " https://example.com/; true";
        assertThat(run("/bin/sh", "-c", script)).isEqualTo("501");
    }

    @Test
    void pythonTakesTheProxyFromItsEnvironment() throws Exception {
        String python = Peers.require("python3").toString();
        assertThat(run(python, "-c", """
                import http.client, os, urllib.error, urllib.request
                print(urllib.request.urlopen("http://AccountService/x", timeout=10).read().decode())
                print(urllib.request.urlopen("http://AccountService/x", data=b"x" * 100000, timeout=10).read().decode())
                try:
                    urllib.request.urlopen("http://nobody/", timeout=10)
                except urllib.error.HTTPError as e:
                    print(e.code, e.headers["X-Mesher-Code"])
                host, port = os.environ["http_proxy"].removeprefix("http://").split(":")
                connection = http.client.HTTPConnection(host, int(port), timeout=10)
                for i in range(3):
                    chunks = (b"abc" for _ in range(i))
                    connection.request("POST", "http://AccountService/", body=chunks, encode_chunked=True,
                                       headers={"Transfer-Encoding": "chunked"})
                    print(connection.getresponse().read().decode())
                """)).isEqualTo("""
                GET 0
                POST 100000
                404 service.unknown
                POST 0
                POST 3
                POST 6
                """);
    }

    @Test
    void theJdksClientAsItIs() throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(mesher.outgoing()))
                .build()) {
            // It offers h2c on its first request.
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create("http://AccountService/" + i))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("GET 0");
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            }
            HttpRequest post = HttpRequest.newBuilder(URI.create("http://AccountService/"))
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(200_000))))
                    .build();
            assertThat(client.send(post, BodyHandlers.ofString()).body()).isEqualTo("POST 200000");
            assertThat(app.requests()).noneMatch(request -> request.has("upgrade") || request.has("http2-settings"));
        }
    }

    @Test
    void theJdksOldClient() throws IOException {
        Proxy setting = new Proxy(Proxy.Type.HTTP, mesher.outgoing());
        for (int i = 0; i < 3; i++) {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://AccountService/").toURL().openConnection(setting);
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(100);
            connection.getOutputStream().write("x".repeat(1000).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("POST 1000");
        }
    }

    @Test
    void theJdksClientDownloadsAHundredMegabytes(@TempDir Path home) throws Exception {
        long length = 100 * Bulk.MIB;
        try (Application bulk = Application.doing(wire -> {
                    wire.read();
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + length));
                    Bulk.write(wire.out(), length);
                });
                MesherProcess other =
                        new MesherSetup(home).service("bulk", bulk.address()).start();
                HttpClient client = HttpClient.newBuilder()
                        .proxy(ProxySelector.of(other.outgoing()))
                        .build()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create("http://bulk/")).build();

            assertThat(Bulk.sumOf(client.send(get, BodyHandlers.ofInputStream()).body(), length))
                    .isEqualTo(Bulk.sum(length));
        }
    }
}
