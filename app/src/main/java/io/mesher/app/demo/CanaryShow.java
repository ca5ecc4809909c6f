package io.mesher.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code mesher demo --canary}: a new version of server2 gets a share of its calls by a rule that the running Mesher of server1
 * takes; then all of it, beside the old one, is killed, and passed over while the calls go on.
 */
final class CanaryShow {
    static final String VERSION = "0.0.2";

    private static final int MILLIS = 5_000;
    private static final int CALLS = 100;
    /** What server1's Mesher logs. */
    private static final String TAKEN = "configuration changed: servicecomb.routeRule.server2";

    private static final Pattern ANSWERED = Pattern.compile("Hello from server2, (127\\.0\\.0\\.1:\\d+)");
    private static final Pattern PASSED_OVER =
            Pattern.compile("\"state\": \"(unreachable|ejected|probing)\",\\s+\"reason\": \"([^\"]*)\"");

    private final DemoNodes nodes;
    private final DemoChain chain;
    private final DemoFolder folder;
    private final PrintStream out;
    private final Patience patience;

    CanaryShow(DemoNodes nodes, DemoChain chain, DemoFolder folder, Patience patience) {
        this.nodes = nodes;
        this.chain = chain;
        this.folder = folder;
        this.out = patience.out();
        this.patience = patience;
    }

    void run() throws DemoFailure, IOException, InterruptedException {
        DemoNode canary = nodes.canary();
        rule("version: 0.0.1", 90, "version: " + VERSION, 10);
        DemoChain.Pair started = chain.startCanary(canary);
        out.println("A canary: version " + VERSION + " of server2, at " + canary.incoming()
                + ". The Mesher of server1 has a");
        out.println("new rule, in " + rules() + ", and applied it without a restart:");
        out.println();
        out.println(Files.readString(rules()).indent(2).stripTrailing());
        awaitCanary(canary);
        out.println();
        out.println(CALLS + " calls of server2:");
        out.println();
        show(calls());
        rule("version: 0.0.1+", 100, "version: latest", 0);
        awaitShare(canary, CALLS / 4);
        started.application().process().destroyForcibly();
        started.sidecar().process().destroyForcibly();
        out.println(
                "The rule now lets both versions through, and the canary was killed (SIGKILL). " + CALLS + " calls:");
        out.println();
        show(calls());
        out.println(standing());
    }

    private Path rules() {
        return folder.root().resolve("server1/conf/router.yaml");
    }

    private void rule(String first, int share, String second, int rest) throws IOException {
        Files.writeString(
                rules(),
                """
                servicecomb:
                  routeRule:
                    server2: |
                      - route:
                          - {weight: %d, tags: {%s}}
                """.formatted(share, first)
                        + (rest == 0 ? "" : "          - {weight: %d, tags: {%s}}%n".formatted(rest, second)));
    }

    /** Until the rule is taken, without which the newest version would get all, and the canary is known. */
    private void awaitCanary(DemoNode canary) throws DemoFailure, IOException, InterruptedException {
        Path log = folder.log("server1 mesher");
        awaitEffect(() -> Files.readString(log).contains(TAKEN));
        awaitShare(canary, 1);
    }

    /** Until the canary answers so many of a hundred calls: the rule, and the registration, have got there. */
    private void awaitShare(DemoNode canary, int min) throws DemoFailure, IOException, InterruptedException {
        awaitEffect(() -> calls().getOrDefault(canary.app(), 0) >= min);
    }

    private void awaitEffect(Patience.Step step) throws DemoFailure, IOException, InterruptedException {
        if (!patience.until("the rule for server2 has its effect", step)) {
            throw new DemoFailure("The rule in " + rules() + " had no effect within "
                    + patience.limit().toSeconds() + " s.");
        }
    }

    /** How many calls each application answered; what was no answer stands under its status. */
    private Map<String, Integer> calls() {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < CALLS; i++) {
            answers.merge(call(), 1, Integer::sum);
        }
        return answers;
    }

    private String call() {
        try {
            Proxy proxy = new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(
                            DemoNode.LOOPBACK, nodes.server1().port()));
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://server2/hello").toURL().openConnection(proxy);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            if (connection.getResponseCode() != 200) {
                return "status " + connection.getResponseCode();
            }
            try (var body = connection.getInputStream()) {
                Matcher answered = ANSWERED.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                return answered.find() ? answered.group(1) : "something else";
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void show(Map<String, Integer> answers) {
        answers.forEach((who, times) -> out.printf("  %-18s %3d  %s%n", who, times, version(who)));
        out.println();
    }

    private String version(String application) {
        if (application.equals(nodes.server2().app())) {
            return "version 0.0.1";
        }
        return application.equals(nodes.canary().app()) ? "version " + VERSION : "";
    }

    /** What the Mesher of server1 says of server2's instances. */
    private String standing() throws IOException {
        String url = nodes.server1().adminUrl() + "/v1/mesher/services";
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        try (var body = connection.getInputStream()) {
            Matcher passedOver = PASSED_OVER.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            String state = passedOver.find() ? passedOver.group(1) + " (" + passedOver.group(2) + ")" : "still called";
            return "The killed instance is " + state + "; see " + url;
        }
    }
}
