import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class JavaHttpClient {
    void main() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create("http://AccountService/")).build();
            System.out.println(client.send(get, BodyHandlers.ofString()).body());
            HttpRequest post = HttpRequest.newBuilder(URI.create("http://AccountService/"))
                    .POST(BodyPublishers.ofString("x".repeat(100_000)))
                    .build();
            System.out.println(client.send(post, BodyHandlers.ofString()).body());
        }
        // A client of its own: after HTTP requests, the JDK's client forgets the CONNECT for a WebSocket.
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<String> echo = new CompletableFuture<>();
            WebSocket.Listener listener = new WebSocket.Listener() {
                @Override
                public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                    echo.complete(text.toString());
                    return null;
                }
            };
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://AccountService/"), listener)
                    .join();
            socket.sendText("hello", true).join();
            System.out.println(echo.join());
            socket.abort();
        }
    }
}
