import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;

/**
 * The last service of the chain: says hello, and shows the headers that tell which way a request came.
 *
 * <pre>PORT=8082 java Server2.java</pre>
 */
public final class Server2 {
    private static final int PORT = Integer.parseInt(System.getenv().getOrDefault("PORT", "8082"));

    public static void main(String[] args) throws IOException {
        if (Arrays.asList(args).contains("--exit-with-parent")) {
            exitAtEndOfInput();
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 200, "server2 is up\n"));
        server.createContext("/hello", Server2::hello);
        server.start();
        System.out.println("server2 listens on 127.0.0.1:" + PORT);
    }

    private static void hello(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                Hello from server2, 127.0.0.1:%d
                  Via: %s
                  x-cse-context: %s
                """.formatted(PORT, header(exchange, "Via"), header(exchange, "x-cse-context")));
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
