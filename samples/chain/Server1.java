import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;

/**
 * A service that calls another: asks {@code http://server2/hello} and wraps the answer. It doesn't know where server2
 * is; all that it knows is http_proxy.
 *
 * <pre>PORT=8081 http_proxy=http://127.0.0.1:30111 java Server1.java</pre>
 */
public final class Server1 {
    private static final int PORT = Integer.parseInt(System.getenv().getOrDefault("PORT", "8081"));
    private static final URI PROXY = URI.create(System.getenv().getOrDefault("http_proxy", "http://127.0.0.1:30101"));
    private static final URI SERVER2 = URI.create("http://server2/hello");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress(PROXY.getHost(), PROXY.getPort())))
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public static void main(String[] args) throws IOException {
        if (Arrays.asList(args).contains("--exit-with-parent")) {
            exitAtEndOfInput();
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 200, "server1 is up\n"));
        server.createContext("/hello", Server1::hello);
        server.start();
        System.out.println("server1 listens on 127.0.0.1:" + PORT);
    }

    private static void hello(HttpExchange exchange) throws IOException {
        String own = """
                Hello from server1, 127.0.0.1:%d
                  Via: %s
                  x-cse-context: %s
                  called %s through %s:
                """.formatted(PORT, header(exchange, "Via"), header(exchange, "x-cse-context"), SERVER2, PROXY);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(SERVER2).timeout(Duration.ofSeconds(5));
            // All that a trace asks of an application: that its calls carry the field of the call that they are made for.
            String trace = exchange.getRequestHeaders().getFirst("traceparent");
            if (trace != null) {
                request.header("traceparent", trace);
            }
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            String line = status == 200 ? "" : "status " + status + "\n";
            answer(exchange, status == 200 ? 200 : 502, own + (line + response.body()).indent(4));
        } catch (IOException e) {
            answer(exchange, 502, own + ("failed: " + e).indent(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer(exchange, 503, own + "interrupted".indent(4));
        }
    }

    private static String header(HttpExchange exchange, String name) {
        var values = exchange.getRequestHeaders().get(name);
        return values == null ? "(none)" : String.join(", ", values);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Whoever started this program with a pipe as its input and ends, however it ends, ends this one too. */
    private static void exitAtEndOfInput() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // As good as the end.
            }
            Runtime.getRuntime().halt(0);
        });
    }
}
