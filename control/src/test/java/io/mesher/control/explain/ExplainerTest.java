package io.mesher.control.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.core.balance.Candidates;
import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.ExplainConfig;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.Zone;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.Condition;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.TextTest;
import io.mesher.core.route.WeightedSubset;
import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.core.telemetry.explain.Gate;
import io.mesher.net.loop.EventLoop;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions, and what is answered. */
@Timeout(600)
class ExplainerTest {
    private static final long MILLI = 1_000_000;
    private static final Instance OLD = new Instance("a", "1.0", new Endpoint("10.0.0.1", 80));
    private static final Instance NEW = new Instance("b", "2.0", new Endpoint("10.0.0.2", 80));
    private static final Microservice SERVER = new Microservice("server", List.of(OLD, NEW));
    private static final RouteRule RULE = new RouteRule(
            1,
            new Condition(
                    Condition.Part.COOKIE, "user", List.of(TextTest.of(TextTest.Operator.EXACT, "bob", false)), false),
            List.of(new WeightedSubset(100, new Subset("1.0", "", Map.of()))),
            "router.yaml:3");

    private final EventLoop loop = new EventLoop("asks", failure -> {
        throw new AssertionError(failure);
    });
    private final List<ExplainSource> sources = new ArrayList<>();
    private final ServiceStates states = new ServiceStates();
    private CatalogSnapshot snapshot = CatalogSnapshot.of(List.of(SERVER));
    private Consumer<Catalog.LookupListener> registry = listener -> listener.onLookup(new LookupResult.NoSuchService());

    private final class FakeCatalog implements Catalog {
        @Override
        public CatalogSnapshot snapshot() {
            return snapshot;
        }

        @Override
        public void lookUp(String app, String name, LookupListener listener) {
            registry.accept(listener);
        }

        @Override
        public void unreachable(Microservice service, Instance instance) {}
    }

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    private static GovernanceConfig governance() {
        GovernanceConfig usual = GovernanceConfig.DEFAULT;
        return new GovernanceConfig(
                usual.outgoing(),
                usual.incoming(),
                usual.consumer(),
                usual.provider(),
                new RouteTable(Map.of("server", new ServiceRoutes(List.of(RULE), List.of()))),
                Zone.UNKNOWN);
    }

    private Explainer explainer() {
        WhatIf whatIf =
                new WhatIf(new FakeCatalog(), ExplainerTest::governance, states, "client", Map.of("app", "default"));
        return new Explainer(loop, sources, whatIf);
    }

    private ExplainAnswer ask(BiConsumer<Explainer, Consumer<ExplainAnswer>> question) {
        CompletableFuture<ExplainAnswer> answer = new CompletableFuture<>();
        Explainer explainer = explainer();
        loop.execute(() -> question.accept(explainer, answer::complete));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private ExplainAnswer recent(Map<String, List<String>> query) {
        return ask((explainer, answer) -> explainer.answer(query, answer));
    }

    private DecisionLog source(String name) {
        DecisionLog log = new DecisionLog(ExplainConfig.DEFAULT);
        sources.add(new ExplainSource(name, Runnable::run, log));
        return log;
    }

    private static Decision request(DecisionLog log, String destination, long at, int status, String code) {
        Decision decision = log.begin();
        byte[] line = "GET http://x/".getBytes(StandardCharsets.ISO_8859_1);
        decision.request().append(line, 0, line.length);
        decision.request().trace(1, at);
        decision.routing().destination(destination);
        decision.end().ended(at, status, code, at * MILLI);
        return decision;
    }

    private static void ended(DecisionLog log, String destination, long at, int status) {
        end(log, request(log, destination, at, status, status == 404 ? "service.unknown" : ""));
    }

    private static void end(DecisionLog log, Decision decision) {
        log.end(
                decision,
                log.isRemarkable(decision.end().isFailure(), decision.end().duration()));
    }

    /** Without what is there for people's eyes. */
    private static String compact(String json) {
        assertThat(json).startsWith("{\n \"").endsWith("\n}\n");
        return json.replaceAll("\n *", "").replace("\": ", "\":").replace("[ ]", "[]") + "\n";
    }

    private List<String> times(String... query) {
        Map<String, List<String>> values = query.length == 0 ? Map.of() : Map.of(query[0], List.of(query[1]));
        String body = recent(values).body();
        List<String> times = new ArrayList<>();
        for (String part : body.split("\"ended\": \"1970-01-01T00:00:00.", -1)) {
            times.add(part.substring(0, Math.min(3, part.length())));
        }
        return times.subList(1, times.size());
    }

    @Test
    void tellsOfAllLoopsTheLatestFirst() {
        DecisionLog first = source("loop-0");
        DecisionLog second = source("loop-1");
        ended(first, "a", 101, 200);
        ended(second, "b", 102, 503);
        ended(first, "b", 103, 404);
        ended(second, "a", 104, 201);

        assertThat(times()).containsExactly("104", "103", "102", "101");
        assertThat(times("destination", "b")).containsExactly("103", "102");
        assertThat(times("status", "503")).containsExactly("102");
        assertThat(times("status", "2xx")).containsExactly("104", "101");
        assertThat(times("status", "failed")).containsExactly("103", "102");
        assertThat(times("min-ms", "103")).containsExactly("104", "103");
        assertThat(times("trace", "00000000000000010000000000000065")).containsExactly("101");
        assertThat(times("limit", "1")).containsExactly("104");
    }

    @Test
    void writesADecisionWhole() {
        DecisionLog log = source("loop-0");
        Decision decision = request(log, "server", 12, 200, "");
        decision.request().source("client");
        decision.routing().service(SERVER);
        decision.routing().rule(RULE, 1, 2);
        decision.routing().subset(RULE.routes().getFirst().subset());
        decision.routing().gate(Gate.ALLOWED);
        decision.attempt(0, OLD, 0, -1, MILLI, false);
        decision.outcome(0, 0, Failing.CONNECT);
        decision.pick(1).begin(1);
        decision.attempt(1, NEW, MILLI, 2 * MILLI, 5 * MILLI, true);
        decision.outcome(1, 200, null);
        TimeSplit times = new TimeSplit();
        times.begin(0);
        times.turnTo(Part.WAIT, 40_500);
        times.turnTo(Part.UPLOAD, 40_500 + 2 * MILLI);
        times.turnTo(Part.UPSTREAM, 40_500 + 3 * MILLI);
        times.turnTo(Part.DOWNLOAD, 40_500 + 6 * MILLI);
        times.turnTo(Part.OWN, 40_500 + 10 * MILLI);
        decision.end().split(times);
        end(log, decision);

        assertThat(compact(recent(Map.of()).body()))
                .isEqualTo("{\"decisions\":[{\"ended\":\"1970-01-01T00:00:00.012Z\",\"direction\":\"outgoing\","
                        + "\"request\":\"GET http://x/\",\"source\":\"client\","
                        + "\"trace\":\"0000000000000001000000000000000c\",\"status\":200,"
                        + "\"destination\":{\"service\":\"server\",\"instances\":2},\"rules\":2,"
                        + "\"rule\":{\"number\":1,\"place\":\"router.yaml:3\",\"condition\":\"cookie user exact \\\"bob\\\"\"},"
                        + "\"subset\":\"version 1.0\",\"limits\":{\"responseMillis\":0.000,\"idleMillis\":0.000,"
                        + "\"totalMillis\":0.000,\"gate\":\"allowed\"},"
                        + "\"attempts\":[{\"instance\":\"a\",\"endpoint\":\"10.0.0.1:80\",\"version\":\"1.0\","
                        + "\"startMillis\":0.000,\"endMillis\":1.000,\"failing\":\"no connection to it\"},"
                        + "{\"pick\":{\"candidates\":1,\"way\":\"plain\",\"passedOver\":[]},"
                        + "\"instance\":\"b\",\"endpoint\":\"10.0.0.2:80\",\"version\":\"2.0\","
                        + "\"startMillis\":1.000,\"sentMillis\":2.000,\"endMillis\":5.000,\"connection\":\"reused\","
                        + "\"status\":200}],"
                        + "\"time\":{\"allMillis\":12.000,\"lookupMillis\":0.000,\"waitedMillis\":2.000,"
                        + "\"uploadMillis\":1.000,\"upstreamMillis\":3.000,\"downloadMillis\":4.000,"
                        + "\"ownMillis\":0.040}}],\"silent\":[]}\n");
    }

    @Test
    void saysWhichLoopIsSilent() {
        ended(source("loop-0"), "a", 101, 200);
        sources.add(new ExplainSource("loop-1", _ -> {}, new DecisionLog(ExplainConfig.DEFAULT)));

        assertThat(compact(recent(Map.of()).body())).contains("00.101Z", "\"silent\":[\"loop-1\"]");
        assertThat(recent(Map.of("format", List.of("text"))).body())
                .endsWith("No answer within a second from loop-1: its requests are missing here.\n");
    }

    @Test
    void saysInWordsThatThereIsNothing() {
        assertThat(recent(Map.of("format", List.of("text"))).body()).isEqualTo("No recent request matches.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status | 50 | status: 50 (expected: a status such as 503, 5xx or failed)",
                "limit | 0 | limit: 0 (expected: 1 to 1024)",
                "min-ms | x | min-ms: x (expected: 0 to 2147483647)",
                "format | xml | format: xml (expected: json or text)",
                "stat | 1 | stat: unknown parameter (expected: destination, status, min-ms, trace, limit, format)",
                "url | https://server/ | url: https://server/ (expected: a URL such as http://service/path)",
                "url | http:///x | url: http:///x (expected: a URL such as http://service/path)",
                "url | http://a:b/x | url: http://a:b/x (expected: a URL such as http://service/path)",
                "url | http://me@server/ | url: http://me@server/ (expected: a URL such as http://service/path)",
                "url | http://a/x y | url: http://a/x y (expected: percent-encoded ASCII without a fragment)"
            })
    void refusesWhatMakesNoSense(String name, String value, String words) {
        ExplainAnswer answer = recent(Map.of(name, List.of(value)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(words + "\n");
    }

    @Test
    void saysWhereARequestWouldGo() {
        Candidates candidates = states.of("server").candidates();
        candidates.health(candidates.of(OLD), false, "GET /health: 503");

        ExplainAnswer answer = recent(Map.of(
                "url", List.of("http://server:8080/x?a=1"),
                "method", List.of("POST"),
                "header", List.of("Cookie: a=b; user=bob"),
                "format", List.of("text")));

        assertThat(answer.body()).startsWith("""
                        POST http://server:8080/x?a=1
                          destination: server
                          rule 1, router.yaml:3: matches, cookie user exact "bob"
                          100 % to version 1.0:
                            10.0.0.1:80 (a), version 1.0: eligible: unhealthy (GET /health: 503), but no other is left
                            10.0.0.2:80 (b): excluded by its version: has 2.0
                        """);
    }

    @Test
    void saysItAsJson() {
        ExplainAnswer answer = recent(Map.of("url", List.of("http://server")));

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(compact(answer.body()))
                .isEqualTo("{\"request\":\"GET http://server\",\"destination\":\"server\",\"known\":true,"
                        + "\"rules\":[{\"number\":1,\"place\":\"router.yaml:3\","
                        + "\"condition\":\"cookie user exact \\\"bob\\\"\",\"matches\":false,"
                        + "\"needs\":\"cookie user exact \\\"bob\\\"\"}],"
                        + "\"shares\":[{\"percent\":100,\"subset\":\"the latest version\",\"known\":true,\"instances\":["
                        + "{\"instance\":\"a\",\"endpoint\":\"10.0.0.1:80\",\"version\":\"1.0\","
                        + "\"verdict\":\"other-version\",\"detail\":\"has 1.0\",\"share\":0.0},"
                        + "{\"instance\":\"b\",\"endpoint\":\"10.0.0.2:80\",\"version\":\"2.0\","
                        + "\"verdict\":\"eligible\",\"share\":1.0}]}],"
                        + "\"limits\":{\"connectMillis\":1000.000,\"responseMillis\":30000.000,\"idleMillis\":0.000,"
                        + "\"totalMillis\":0.000},\"retry\":{\"mode\":\"unset\",\"onSame\":0,\"onNext\":0},"
                        + "\"breaker\":{\"enabled\":false,\"state\":\"closed\"},"
                        + "\"isolation\":{\"underWay\":0,\"most\":1000}}\n");
    }

    @Test
    void namesInstancesThatAreDown() {
        LeftOut.One one = new LeftOut.One("a", "10.0.0.1:80", "1.0", "DOWN in the registry");
        Microservice down = new Microservice("server", List.of()).with(new LeftOut(List.of(one), 2));
        snapshot = CatalogSnapshot.of(List.of(down));
        DecisionLog log = source("loop-0");
        Decision decision = request(log, "server", 12, 503, "no.instance");
        decision.routing().service(down);
        end(log, decision);
        String written = "\"leftOut\":[{\"instance\":\"a\",\"endpoint\":\"10.0.0.1:80\",\"version\":\"1.0\","
                + "\"why\":\"DOWN in the registry\"}],\"leftOutMore\":2}";

        assertThat(compact(recent(Map.of()).body())).contains("\"instances\":0," + written);
        assertThat(compact(recent(Map.of("url", List.of("http://server/"))).body()))
                .contains("\"instances\":[]," + written);
    }

    @Test
    void looksUpWhatIsNotKnown() {
        snapshot = CatalogSnapshot.of(List.of());
        registry = listener -> {
            snapshot = CatalogSnapshot.of(List.of(SERVER));
            listener.onLookup(new LookupResult.Found());
        };

        assertThat(compact(recent(Map.of("url", List.of("http://server/"))).body()))
                .contains("\"known\":true");
    }

    @Test
    void saysThatThereIsNoSuchService() {
        assertThat(compact(recent(Map.of("url", List.of("http://other/"))).body()))
                .isEqualTo("{\"request\":\"GET http://other/\",\"destination\":\"other\",\"known\":false,"
                        + "\"cause\":\"there is no service with this name\"}\n");
    }

    @Test
    void doesNotWaitForARegistryThatIsSilent() {
        registry = _ -> {};

        assertThat(recent(Map.of("url", List.of("http://other/"), "format", List.of("text")))
                        .body())
                .isEqualTo("GET http://other/\n  destination: other is not known: the registry does not answer\n");
    }

    @Test
    void aRegistryThatIsSilentKeepsNothingOfAQuestion() {
        List<Catalog.LookupListener> kept = new ArrayList<>();
        registry = kept::add;
        WeakReference<Consumer<ExplainAnswer>> asker = new WeakReference<>(silentlyAnswered());

        await().until(() -> {
            System.gc();
            return asker.get() == null;
        });
        assertThat(kept).hasSize(1);
    }

    /** Who asked, when the answer has been given: referred to by nobody here. */
    private Consumer<ExplainAnswer> silentlyAnswered() {
        CompletableFuture<ExplainAnswer> answer = new CompletableFuture<>();
        Consumer<ExplainAnswer> asker = answer::complete;
        Explainer explainer = explainer();
        loop.execute(() -> explainer.answer(Map.of("url", List.of("http://other/")), asker));
        answer.orTimeout(20, TimeUnit.SECONDS).join();
        return asker;
    }

    @Test
    void anAnswerOfTheRegistryThatComesTooLateIsLeft() {
        List<Catalog.LookupListener> kept = new ArrayList<>();
        registry = kept::add;
        List<ExplainAnswer> answers = new CopyOnWriteArrayList<>();
        Explainer explainer = explainer();
        loop.execute(() -> explainer.answer(Map.of("url", List.of("http://other/")), answers::add));
        await().until(() -> answers.size() == 1);

        kept.getFirst().onLookup(new LookupResult.NoSuchService());

        CountDownLatch behind = new CountDownLatch(1);
        loop.execute(behind::countDown);
        await().until(() -> behind.getCount() == 0);
        assertThat(answers).hasSize(1);
    }

    @Test
    void asksAsOurOwnService() {
        RouteRule own = new RouteRule(1, new CallerIs("client", Map.of("app", "default")), RULE.routes(), "x:1");

        assertThat(own.match().matches(asked("GET", "http://server/"))).isTrue();
    }

    @Test
    void readsAUrlAsTheRequestPathDoes() {
        AskedRequest request = asked("DELETE", "http://server/a/%62//./c?q=x%20y+z&q=2&empty");

        assertThat(request.path()).isEqualTo("/a/b/c");
        assertThat(request.query("q")).isEqualTo("x y z");
        assertThat(request.query("empty")).isEmpty();
        assertThat(request.query("none")).isNull();
        assertThat(request.isRepeatable()).isTrue();
        assertThat(asked("POST", "http://server/").isRepeatable()).isFalse();
        assertThat(asked("POST", "http://server/", "Idempotency-Key: 1").isRepeatable())
                .isTrue();
        assertThat(asked("GET", "http://server/", "X-A: 1", "x-a: 2").field("X-a"))
                .isEqualTo("1");
        assertThat(asked("GET", "http://server/", "Cookie: a=\"b\"", "Cookie: c=d")
                        .cookie("c"))
                .isEqualTo("d");
        assertThat(asked("GET", "http://server/", "Cookie: a=\"b\"").cookie("a"))
                .isEqualTo("b");
    }

    private static AskedRequest asked(String method, String url, String... lines) {
        try {
            return new AskedRequest(method, AskedUrl.of(url), List.of(lines), "client", Map.of("app", "default"));
        } catch (BadQuery e) {
            throw new AssertionError(e);
        }
    }
}
