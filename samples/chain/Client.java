import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Calls {@code http://server1/hello} through http_proxy and prints the answer. Exit code 0 after a 200, else 1.
 *
 * <pre>http_proxy=http://127.0.0.1:30101 java Client.java [--every 500ms]</pre>
 *
 * With {@code --every} it goes on calling and prints a line per call.
 */
public final class Client {
    private static final URI PROXY = URI.create(System.getenv().getOrDefault("http_proxy", "http://127.0.0.1:30101"));
    private static final URI SERVER1 = URI.create("http://server1/hello");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress(PROXY.getHost(), PROXY.getPort())))
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public static void main(String[] args) throws InterruptedException {
        List<String> options = Arrays.asList(args);
        if (options.contains("--exit-with-parent")) {
            exitAtEndOfInput();
        }
        int every = options.indexOf("--every");
        if (every < 0) {
            System.exit(callOnce());
        }
        if (every + 1 == options.size()) {
            System.err.println("--every: no duration (expected: such as 500ms or 2s)");
            System.exit(2);
        }
        Duration pause = duration(options.get(every + 1));
        while (true) {
            callAndNote();
            Thread.sleep(pause);
        }
    }

    private static int callOnce() throws InterruptedException {
        try {
            HttpResponse<String> response = call();
            System.out.print(response.body());
            if (response.statusCode() == 200) {
                return 0;
            }
            System.err.println(SERVER1 + " through " + PROXY + " answered " + response.statusCode());
        } catch (IOException e) {
            System.err.println(SERVER1 + " through " + PROXY + " failed: " + e);
        }
        return 1;
    }

    private static void callAndNote() throws InterruptedException {
        long start = System.nanoTime();
        String outcome;
        try {
            outcome = String.valueOf(call().statusCode());
        } catch (IOException e) {
            outcome = e.toString();
        }
        LocalTime now = LocalTime.now().truncatedTo(ChronoUnit.MILLIS);
        System.out.printf("%s %s in %.1f ms%n", now, outcome, (System.nanoTime() - start) / 1e6);
    }

    private static HttpResponse<String> call() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(SERVER1).timeout(Duration.ofSeconds(10)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
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
