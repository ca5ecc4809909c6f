package io.mesher.proxy;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.SourceIndex;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.Limits;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.Timeouts;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http1.ParsedHeads;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.ManualClock;
import io.mesher.net.pool.ConnectFault;
import io.mesher.proxy.record.ServiceRecorder;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An exchange between a caller and instances that only write down what they get. The event loop stands still. */
final class ExchangeFixture implements AutoCloseable {
    static final Duration RESPONSE_TIME = Duration.ofSeconds(30);
    static final ProxySettings SETTINGS = new ProxySettings(
            new ServiceIdentity("client", "default", "", ""),
            Map.of("app", "default"),
            Timeouts.DEFAULT,
            3,
            Limits.DEFAULT.waitingLookups(),
            Limits.DEFAULT.minBytesPerSecond(),
            StatusCodes.CORRECT,
            TrustedPeers.LOOPBACK_ONLY,
            new TracingConfig(false, 0, false, true, null),
            "mesher-client-1");

    final List<String> journal = new ArrayList<>();
    final FakeServerStream caller;
    final FakeUpstreams upstreams = new FakeUpstreams(journal);
    final LoopCounters counters = new LoopCounters();
    final ServiceStates states = new ServiceStates();
    final FakeCatalog catalog;
    final LoopContext context;
    final Exchange exchange;
    final ManualClock clock;
    /** Defects that a test expects; others end it. */
    final List<Throwable> expectedDefects = new ArrayList<>();

    private boolean defectsExpected;
    private final EventLoop loop = new EventLoop("test", failure -> {
        if (!defectsExpected) {
            throw new AssertionError(failure);
        }
        expectedDefects.add(failure);
    });

    GovernanceConfig governance = GovernanceConfig.DEFAULT;
    private FakeClientStream upstream;

    /** @param instances how many the service {@code server} has: 10.0.0.1:80, 10.0.0.2:80, … */
    ExchangeFixture(int instances) {
        this(instances, InetAddress.ofLiteral("127.0.0.1"), OutgoingPipeline.filters(SETTINGS, null));
    }

    ExchangeFixture(int instances, InetAddress peer, List<Filter> filters, Recorder... recorders) {
        this(instances, peer, Direction.OUTGOING, filters, recorders);
    }

    ExchangeFixture(int instances, InetAddress peer, Direction direction, List<Filter> filters, Recorder... recorders) {
        this(instances, peer, direction, filters, null, recorders);
    }

    /** @param sources names callers by their address; null: nobody does */
    ExchangeFixture(
            int instances,
            InetAddress peer,
            Direction direction,
            List<Filter> filters,
            SourceIndex sources,
            Recorder... recorders) {
        clock = new ManualClock(loop);
        List<Endpoint> endpoints = IntStream.rangeClosed(1, instances)
                .mapToObj(i -> new Endpoint("10.0.0." + i, 80))
                .toList();
        catalog = new FakeCatalog(CatalogSnapshot.ofStatic(Map.of("server", endpoints)), journal);
        catalog.sources = sources;
        List<Recorder> all = new ArrayList<>(List.of(recorders));
        all.add(new ServiceRecorder(counters));
        context = new LoopContext(
                loop,
                SETTINGS,
                catalog,
                upstreams,
                () -> governance,
                states,
                counters::requests,
                counters.inFlight(),
                () -> -1,
                all);
        exchange = new Exchange(context, direction, filters.toArray(new Filter[0]));
        caller = new FakeServerStream(loop, peer, journal);
        caller.handler(exchange);
    }

    // --- what the caller does

    void get() {
        request("GET http://server/a HTTP/1.1", "Host: server");
    }

    void withBody(String method) {
        request(method + " http://server/a HTTP/1.1", "Host: server", "Transfer-Encoding: chunked");
    }

    void webSocket() {
        request("GET http://server/a HTTP/1.1", "Host: server", "Connection: Upgrade", "Upgrade: websocket");
    }

    void request(String... lines) {
        caller.begin(ParsedHeads.request(lines));
        exchange.onRequest(caller);
    }

    void body(String data) {
        if (!caller.isBodyWanted()) {
            throw new AssertionError("the caller's bytes aren't wanted");
        }
        exchange.onBody(ByteBuffer.wrap(data.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void bodyEnd() {
        exchange.onBodyEnd(Fields.NONE);
    }

    void bodyEndWithTrailers() {
        exchange.onBodyEnd(ParsedHeads.trailers("Checksum: 1"));
    }

    void expectDefects() {
        defectsExpected = true;
    }

    void gone() {
        caller.gone();
        exchange.onRequestFailed(new RequestFailure.Gone());
        caller.over();
    }

    // --- what the registry does

    /** Its snapshot is changed before. */
    void lookedUp(LookupResult result) {
        catalog.answer("server", result);
        clock.runTasks();
    }

    void found() {
        catalog.remember();
        lookedUp(new LookupResult.Found());
    }

    // --- what the instance does

    /** A connection, new to the pool, to which the request goes. */
    FakeClientStream connection() {
        return connection(new FakeClientStream(journal, false));
    }

    FakeClientStream pooledConnection() {
        return connection(new FakeClientStream(journal, true));
    }

    FakeClientStream connection(FakeClientStream stream) {
        upstream = stream;
        upstreams.take().onConnection(stream);
        return stream;
    }

    /** The one handed out last. */
    FakeClientStream upstream() {
        return upstream;
    }

    void connectFails() {
        upstreams.take().onConnectFailed(ConnectFault.of("Connection refused"));
    }

    void poolFull() {
        upstreams.take().onPoolFull("1024 connections and 256 waiting requests");
    }

    void responds(int status) {
        upstream.handler().onResponse(ParsedHeads.response("HTTP/1.1 " + status + " x", "Content-Length: 3"));
    }

    void switches() {
        upstream.handler()
                .onSwitch(ParsedHeads.response("HTTP/1.1 101 x", "Connection: Upgrade", "Upgrade: websocket"));
    }

    void ends() {
        upstream.finish().onEnd(Fields.NONE);
    }

    void closes() {
        fails(new ResponseFailure.Closed(false, upstream.isSent()));
    }

    void fails(ResponseFailure failure) {
        upstream.finish().onFailure(failure);
    }

    // --- what came of it

    /** What was written down since the last call. */
    List<String> news() {
        List<String> news = List.copyOf(journal);
        journal.clear();
        return news;
    }

    long requests() {
        return count("server", Count.REQUESTS) + count("unknown", Count.REQUESTS);
    }

    long count(String service, Count count) {
        return counters.of(service).get(count);
    }

    @Override
    public void close() {
        loop.close();
    }
}
