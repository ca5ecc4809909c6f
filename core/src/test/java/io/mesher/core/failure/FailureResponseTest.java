package io.mesher.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.MessageLimit;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.telemetry.Direction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer as its reader sees it. */
class FailureResponseTest {
    private static final Endpoint AT = new Endpoint("10.0.0.5", 8080);
    private static final String SAME = "";
    private static final String LEFT_OUT =
            "Start an instance that can get requests, or correct what keeps these from it;"
                    + " ./mesher explain http://server/ lists them.";

    /** {@code outside}: the cause as it reads for a caller elsewhere, where that differs. */
    record Case(ProxyFailure failure, int status, int original, String cause, String outside, String next) {
        @Override
        public String toString() {
            return failure.toString();
        }
    }

    private static LeftOut leftOut(int more, String... reasons) {
        List<LeftOut.One> named = IntStream.range(0, reasons.length)
                .mapToObj(i -> new LeftOut.One("i" + i, "10.0.0.5:" + (8080 + i), "1.0", reasons[i]))
                .toList();
        return new LeftOut(named, more);
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        new DownstreamFailure.Malformed("there is no Host field"),
                        400,
                        400,
                        "The request is not valid HTTP: there is no Host field.",
                        SAME,
                        "Correct the client that sent it; Mesher never guesses what an ambiguous request means."),
                new Case(
                        new DownstreamFailure.RequestLineTooLong(8192),
                        414,
                        414,
                        "The request line is longer than 8192 bytes.",
                        SAME,
                        "Send a shorter URL, or raise mesher.limits.requestLineBytes."),
                new Case(
                        new DownstreamFailure.HeadTooLarge(MessageLimit.HEAD_FIELDS, 100),
                        431,
                        431,
                        "The request is too large: the head has more than 100 fields.",
                        SAME,
                        "Send fewer or smaller header fields, or raise mesher.limits.headFields."),
                new Case(
                        new DownstreamFailure.TooSlow("head", 10_000),
                        408,
                        408,
                        "The request head did not arrive within 10000 ms.",
                        SAME,
                        "Send it faster, or raise mesher.timeouts.head."),
                new Case(
                        new DownstreamFailure.TooSlow("body", 30_000),
                        408,
                        408,
                        "The request body did not arrive within 30000 ms.",
                        SAME,
                        "Send it faster, or raise mesher.timeouts.requestBody."),
                new Case(
                        new DownstreamFailure.ConnectRefused(),
                        501,
                        501,
                        "The host that CONNECT names is no service, and Mesher does not tunnel to other hosts.",
                        SAME,
                        "Call services as http://<service>/<path>. For addresses outside the mesh, name their hosts in"
                                + " NO_PROXY, so that the client goes there directly."),
                new Case(
                        new DownstreamFailure.Tls(),
                        400,
                        400,
                        "The client began TLS, but this port speaks plain HTTP.",
                        SAME,
                        "Call services as http://<service>/<path>, not https://."),
                new Case(
                        new DownstreamFailure.LastHop(),
                        200,
                        200,
                        "The request ends at this Mesher (Max-Forwards: 0).",
                        SAME,
                        ""),
                new Case(
                        new DownstreamFailure.TraceRefused(),
                        501,
                        501,
                        "The TRACE request ends at this Mesher, which does not answer TRACE.",
                        SAME,
                        "Leave Max-Forwards out, so that the called application answers."),
                new Case(
                        new DownstreamFailure.NotForProxy(),
                        400,
                        400,
                        "Invalid uri, please check:\n1, For provider, mesher listens on external ip\n"
                                + "2, Set http_proxy as mesher address, before sending request",
                        SAME,
                        "This port is an HTTP proxy, not a server: use it as one, as in curl -x http://127.0.0.1:30101"
                                + " http://service/"),
                new Case(
                        new DownstreamFailure.UnsupportedExpectation(),
                        417,
                        417,
                        "The request has an Expect field other than 100-continue.",
                        SAME,
                        "Leave the field out."),
                new Case(
                        new DownstreamFailure.Gone(),
                        499,
                        499,
                        "The caller went away before its response was complete.",
                        SAME,
                        "Nothing."),
                new Case(
                        new UpstreamFailure.ConnectFailed(AT, "connect.failed", "Connection refused"),
                        502,
                        502,
                        "No connection to 10.0.0.5:8080: Connection refused.",
                        "No connection to any instance tried.",
                        "Check that the called application runs and listens there. The caller's Mesher connects to the address in"
                                + " the registry, the one beside the application to the port in SERVICE_PORTS."),
                new Case(
                        new UpstreamFailure.Closed(AT, true),
                        502,
                        502,
                        "The instance 10.0.0.5:8080 closed the connection without a response.",
                        "The instance closed the connection without a response.",
                        "Read the called application's log. It may have processed the request: repeat it if that does"
                                + " no harm."),
                new Case(
                        new UpstreamFailure.Refused(AT, "too many streams"),
                        503,
                        502,
                        "The instance 10.0.0.5:8080 refused the request unprocessed: too many streams.",
                        "The instance refused the request unprocessed: too many streams.",
                        "Repeat it; look into the called application if it lasts."),
                new Case(
                        new UpstreamFailure.NotTaken(AT, 60_000),
                        504,
                        502,
                        "The instance 10.0.0.5:8080 took no byte of what was sent to it for 60000 ms.",
                        "The instance took no byte of what was sent to it for 60000 ms.",
                        "Check the called application: it does not read what it is sent."),
                new Case(
                        new UpstreamFailure.TimedOut(AT, 30_000),
                        504,
                        502,
                        "The instance 10.0.0.5:8080 did not respond within 30000 ms.",
                        "The instance did not respond within 30000 ms.",
                        "Check the called application, or raise the time-out: that of the route (mesher.routes), or else"
                                + " servicecomb.isolation.Consumer.<service>.timeoutInMilliseconds, or the same key without the"
                                + " service."),
                new Case(
                        new UpstreamFailure.BadMessage(AT, "it ends within the head"),
                        502,
                        502,
                        "The instance 10.0.0.5:8080 sent a response that is not valid HTTP: it ends within the head.",
                        "The instance sent a response that is not valid HTTP: it ends within the head.",
                        "Correct the called application; its connection was closed."),
                new Case(
                        new UpstreamFailure.Truncated(AT),
                        502,
                        502,
                        "The instance 10.0.0.5:8080 broke off the response.",
                        "The instance broke off the response.",
                        "Read the called application's log."),
                new Case(
                        new InternalFailure.UnknownService("server"),
                        404,
                        502,
                        "No service is called \"server\".",
                        SAME,
                        "Check the host in the URL, and that the service is registered or listed in mesher.services."),
                new Case(
                        new InternalFailure.UnknownService("helo", "hello"),
                        404,
                        502,
                        "No service is called \"helo\".",
                        SAME,
                        "Did you mean \"hello\"? Check the host in the URL, and that the service is registered or listed"
                                + " in mesher.services."),
                new Case(
                        new InternalFailure.AmbiguousService("server", List.of("SERVER", "Server", "a", "b", "c", "d")),
                        404,
                        502,
                        "No service is called exactly \"server\", and several differ from it only in upper and lower"
                                + " case: \"SERVER\", \"Server\", \"a\", \"b\", \"c\" and others.",
                        SAME,
                        "Write the host in the URL exactly as one of them. Many clients write hosts in lower case: for"
                                + " these rename the services."),
                new Case(
                        new InternalFailure.NoInstance("server"),
                        503,
                        502,
                        "The service \"server\" is known, but has no instance.",
                        SAME,
                        "Start an instance of it, or check why its instances are down."),
                new Case(
                        new InternalFailure.NoInstance("server", leftOut(0, "it has no rest:// endpoint")),
                        503,
                        502,
                        "The service \"server\" is known, but its only instance gets no requests: it has no rest://"
                                + " endpoint.",
                        SAME,
                        LEFT_OUT),
                new Case(
                        new InternalFailure.NoInstance(
                                "server", leftOut(0, "DOWN in the registry", "it wants TLS", "DOWN in the registry")),
                        503,
                        502,
                        "The service \"server\" is known, but none of its 3 instances gets requests: DOWN in the"
                                + " registry (2), it wants TLS (1).",
                        SAME,
                        LEFT_OUT),
                new Case(
                        new InternalFailure.NoInstance("server", leftOut(7, "a", "b", "c", "d")),
                        503,
                        502,
                        "The service \"server\" is known, but none of its 11 instances gets requests: a (1), b (1),"
                                + " c (1), other reasons (8).",
                        SAME,
                        LEFT_OUT),
                new Case(
                        new InternalFailure.NoInstance("server", new LeftOut(List.of(), 1)),
                        503,
                        502,
                        "The service \"server\" is known, but none of its 1 instances gets requests: other reasons (1).",
                        SAME,
                        LEFT_OUT),
                new Case(
                        new InternalFailure.RegistryUnavailable("server", "10.0.0.9:30100: Connection refused"),
                        503,
                        502,
                        "The registry cannot be asked where \"server\" is: 10.0.0.9:30100: Connection refused.",
                        "The registry cannot be asked where \"server\" is.",
                        "Check that the registry runs, can be reached (servicecomb.registry.address) and accepts Mesher's account (servicecomb.credentials.account)."),
                new Case(
                        new InternalFailure.LookupTimedOut("server", 5_000),
                        503,
                        502,
                        "The look-up of \"server\" in the registry took longer than 5000 ms.",
                        SAME,
                        "Check that the registry runs and answers (servicecomb.registry.address), or raise"
                                + " mesher.timeouts.lookup."),
                new Case(
                        new InternalFailure.Overload("server", "1024 connections and 256 waiting requests"),
                        503,
                        503,
                        "Too many requests to \"server\": 1024 connections and 256 waiting requests.",
                        SAME,
                        "Try again later; add instances if it lasts."),
                new Case(
                        new InternalFailure.BreakerOpen("server", Direction.OUTGOING, false, false),
                        503,
                        503,
                        "The circuit breaker of \"server\" is open, because most calls to it failed.",
                        SAME,
                        "Check the called application; the breaker closes when a call succeeds again"
                                + " (servicecomb.circuitBreaker.Consumer.server or servicecomb.circuitBreaker.Consumer)."),
                new Case(
                        new InternalFailure.BreakerOpen("server", Direction.INCOMING, true, false),
                        503,
                        503,
                        "The circuit breaker of \"server\" is open, because the configuration forces it open.",
                        SAME,
                        "Remove forceOpen from servicecomb.circuitBreaker.Provider."),
                new Case(
                        new InternalFailure.IsolationFull("server", Direction.OUTGOING, 7, false),
                        503,
                        503,
                        "7 calls to \"server\" are in flight, which is the limit.",
                        SAME,
                        "Try again later, or raise servicecomb.isolation.Consumer.server.maxConcurrentRequests or"
                                + " servicecomb.isolation.Consumer.maxConcurrentRequests."),
                new Case(
                        new InternalFailure.FallbackForced("server", Direction.INCOMING, false),
                        503,
                        503,
                        "Calls to \"server\" are switched off.",
                        SAME,
                        "Remove servicecomb.fallback.Provider.force from the configuration."),
                new Case(
                        new DownstreamFailure.TooSlow("body", 0, 100),
                        408,
                        408,
                        "The request body came at less than 100 bytes per second.",
                        SAME,
                        "Send it faster, or lower mesher.limits.minBytesPerSecond."),
                new Case(
                        new DownstreamFailure.NotTaken(60_000),
                        499,
                        499,
                        "The caller took too little of the response within 60000 ms.",
                        SAME,
                        "Read it faster, or raise mesher.timeouts.responseTaken."),
                new Case(
                        new DownstreamFailure.TunnelIdle(3_600_000),
                        504,
                        504,
                        "No byte came through the tunnel within 3600000 ms.",
                        SAME,
                        "Send something now and then, or raise mesher.timeouts.tunnelIdle."),
                new Case(
                        new InternalFailure.Loop("mesher-a-out"),
                        508,
                        508,
                        "The request came back to mesher-a-out, which had already sent it on.",
                        SAME,
                        "Look for a service whose registered address is a Mesher that does not belong to it."),
                new Case(
                        new InternalFailure.PortUndeclared(8081),
                        404,
                        502,
                        "The port 8081 is not declared for the local application.",
                        SAME,
                        "Declare it when Mesher starts: SERVICE_PORTS=rest:<port> or --service-ports=rest:<port>."),
                new Case(
                        new InternalFailure.PortUndeclared(0),
                        404,
                        502,
                        "No port of the local application is declared.",
                        SAME,
                        "Declare it when Mesher starts: SERVICE_PORTS=rest:<port> or --service-ports=rest:<port>."));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCallerOnTheSameMachineReadsAllOfIt(Case expected) {
        FailureResponse response = FailureResponse.of(expected.failure, StatusCodes.CORRECT, true);
        assertThat(response.status()).isEqualTo(expected.status);
        assertThat(response.cause()).isEqualTo(expected.cause);
        assertThat(response.next()).isEqualTo(expected.next);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCallerElsewhereReadsNoAddress(Case expected) {
        FailureResponse response = FailureResponse.of(expected.failure, StatusCodes.CORRECT, false);
        assertThat(response.status()).isEqualTo(expected.status);
        assertThat(response.cause()).isEqualTo(expected.outside.equals(SAME) ? expected.cause : expected.outside);
        assertThat(response.next()).isEqualTo(expected.next);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOriginalsCodesChangeNothingButTheStatus(Case expected) {
        for (boolean local : new boolean[] {true, false}) {
            FailureResponse correct = FailureResponse.of(expected.failure, StatusCodes.CORRECT, local);
            assertThat(FailureResponse.of(expected.failure, StatusCodes.ORIGINAL, local))
                    .isEqualTo(new FailureResponse(expected.original, correct.code(), correct.cause(), correct.next()));
        }
    }

    @Test
    void onlyWhatWasNeverSentOrWasRefusedCannotHaveBeenProcessed() {
        List<ProxyFailure> harmless = cases().stream()
                .map(Case::failure)
                .filter(failure -> !failure.mayHaveBeenProcessed())
                .toList();
        assertThat(harmless)
                .allMatch(failure -> failure instanceof InternalFailure
                        || failure instanceof UpstreamFailure.ConnectFailed
                        || failure instanceof UpstreamFailure.Refused);
        assertThat(harmless).hasSize(20);
        assertThat(new UpstreamFailure.Closed(AT, false).mayHaveBeenProcessed()).isFalse();
        assertThat(new UpstreamFailure.Refused(AT, "").mayHaveBeenProcessed()).isFalse();
    }
}
