package io.mesher.core.failure;

import io.mesher.base.MessageLimit;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.telemetry.Direction;
import java.util.List;

/**
 * The answer that Mesher gives in place of the upstream's.
 *
 * @param status HTTP status
 * @param code stable name for programs and searches, as in the documentation
 * @param cause what happened; without internal addresses unless made for a local caller
 * @param next what the reader can do about it
 */
public record FailureResponse(int status, String code, String cause, String next) {

    private static final String ANSWERED = "answered";

    private static final int MAX_NAMES = 5;

    /** CSE Mesher's words (its catalogue, "origin-form sent to the local listener"): callers search for them. */
    private static final String NOT_FOR_PROXY = """
            Invalid uri, please check:
            1, For provider, mesher listens on external ip
            2, Set http_proxy as mesher address, before sending request""";

    /**
     * @param local whether the caller is on this machine and may see addresses
     */
    public static FailureResponse of(ProxyFailure failure, StatusCodes codes, boolean local) {
        FailureResponse response = switch (failure) {
            case DownstreamFailure downstream -> of(downstream);
            case UpstreamFailure upstream -> of(upstream, local);
            case InternalFailure internal -> of(internal, local);
        };
        return codes == StatusCodes.ORIGINAL ? response.withStatus(originalStatus(failure, response.status)) : response;
    }

    private static FailureResponse tooSlow(DownstreamFailure.TooSlow slow) {
        if (slow.bytesPerSecond() > 0) {
            return new FailureResponse(
                    408,
                    "request.too.slow",
                    "The request " + slow.part() + " came at less than " + slow.bytesPerSecond() + " bytes per second.",
                    "Send it faster, or lower mesher.limits.minBytesPerSecond.");
        }
        return new FailureResponse(
                408,
                "request.too.slow",
                "The request " + slow.part() + " did not arrive within " + slow.millis() + " ms.",
                "Send it faster, or raise mesher.timeouts." + (slow.part().equals("head") ? "head" : "requestBody")
                        + ".");
    }

    private static FailureResponse of(DownstreamFailure failure) {
        return switch (failure) {
            case DownstreamFailure.Malformed malformed ->
                new FailureResponse(
                        400,
                        "request.malformed",
                        "The request is not valid HTTP: " + malformed.detail() + ".",
                        "Correct the client that sent it; Mesher never guesses what an ambiguous request means.");
            case DownstreamFailure.RequestLineTooLong tooLong ->
                new FailureResponse(
                        414,
                        "request.line.too.long",
                        "The request line is longer than " + tooLong.limitBytes() + " bytes.",
                        "Send a shorter URL, or raise mesher.limits.requestLineBytes.");
            case DownstreamFailure.HeadTooLarge tooLarge ->
                new FailureResponse(
                        431,
                        "request.head.too.large",
                        "The request is too large: " + tooLarge.limit().exceeded(tooLarge.max()) + ".",
                        "Send fewer or smaller header fields, or raise " + key(tooLarge.limit()) + ".");
            case DownstreamFailure.TooSlow slow -> tooSlow(slow);
            case DownstreamFailure.NotTaken slow ->
                new FailureResponse(
                        // Recorded, never sent: the caller takes nothing.
                        499,
                        "caller.too.slow",
                        "The caller took too little of the response within " + slow.millis() + " ms.",
                        "Read it faster, or raise mesher.timeouts.responseTaken.");
            case DownstreamFailure.TunnelIdle idle ->
                new FailureResponse(
                        // Recorded, never sent: a tunnel carries no HTTP any more.
                        504,
                        "tunnel.idle",
                        "No byte came through the tunnel within " + idle.millis() + " ms.",
                        "Send something now and then, or raise mesher.timeouts.tunnelIdle.");
            case DownstreamFailure.ConnectRefused() ->
                new FailureResponse(
                        501,
                        "connect.unsupported",
                        "The host that CONNECT names is no service, and Mesher does not tunnel to other hosts.",
                        "Call services as http://<service>/<path>. For addresses outside the mesh, name their hosts in"
                                + " NO_PROXY, so that the client goes there directly.");
            case DownstreamFailure.ConnectAccepted() -> new FailureResponse(200, "", "", "");
            case DownstreamFailure.Tls() ->
                new FailureResponse(
                        400,
                        "request.tls",
                        "The client began TLS, but this port speaks plain HTTP.",
                        "Call services as http://<service>/<path>, not https://.");
            case DownstreamFailure.LastHop() ->
                new FailureResponse(200, "max.forwards", "The request ends at this Mesher (Max-Forwards: 0).", "");
            case DownstreamFailure.Answered answered -> new FailureResponse(200, ANSWERED, answered.json(), "");
            case DownstreamFailure.TraceRefused() ->
                new FailureResponse(
                        501,
                        "trace.unsupported",
                        "The TRACE request ends at this Mesher, which does not answer TRACE.",
                        "Leave Max-Forwards out, so that the called application answers.");
            case DownstreamFailure.NotForProxy() ->
                new FailureResponse(
                        400,
                        "request.not.for.proxy",
                        NOT_FOR_PROXY,
                        "This port is an HTTP proxy, not a server: use it as one, as in curl -x http://127.0.0.1:30101"
                                + " http://service/");
            case DownstreamFailure.UnsupportedExpectation() ->
                new FailureResponse(
                        417,
                        "expectation.unsupported",
                        "The request has an Expect field other than 100-continue.",
                        "Leave the field out.");
            case DownstreamFailure.Gone() ->
                new FailureResponse(
                        // Recorded, never sent: nginx's number for it.
                        499, "caller.gone", "The caller went away before its response was complete.", "Nothing.");
        };
    }

    private static FailureResponse of(UpstreamFailure failure, boolean local) {
        String who = local ? "The instance " + failure.endpoint() : "The instance";
        return switch (failure) {
            case UpstreamFailure.ConnectFailed refused -> of(refused, local);
            case UpstreamFailure.Closed _ ->
                new FailureResponse(
                        502,
                        "upstream.closed",
                        who + " closed the connection without a response.",
                        "Read the called application's log. It may have processed the request: repeat it if that does no"
                                + " harm.");
            case UpstreamFailure.Refused refused ->
                new FailureResponse(
                        503,
                        "upstream.refused",
                        who + " refused the request unprocessed: " + refused.why() + ".",
                        "Repeat it; look into the called application if it lasts.");
            case UpstreamFailure.TimedOut timedOut ->
                new FailureResponse(
                        504,
                        "upstream.timeout",
                        who + " did not respond within " + timedOut.millis() + " ms.",
                        "Check the called application, or raise the time-out: that of the route (mesher.routes), or else"
                                + " servicecomb.isolation.Consumer.<service>.timeoutInMilliseconds, or the same key without the"
                                + " service.");
            case UpstreamFailure.NotTaken stalled ->
                new FailureResponse(
                        504,
                        "upstream.too.slow",
                        who + " took no byte of what was sent to it for " + stalled.millis() + " ms.",
                        "Check the called application: it does not read what it is sent.");
            case UpstreamFailure.BadMessage bad ->
                new FailureResponse(
                        502,
                        "upstream.malformed",
                        who + " sent a response that is not valid HTTP: " + bad.detail() + ".",
                        "Correct the called application; its connection was closed.");
            case UpstreamFailure.TooLarge large ->
                new FailureResponse(
                        502,
                        "upstream.too.large",
                        who + " sent a response that is larger than Mesher takes: "
                                + large.limit().exceeded(large.max()) + ".",
                        "Let the called application send less of it"
                                + (key(large.limit()).isEmpty()
                                        ? "; this limit is fixed."
                                        : ", or raise " + key(large.limit()) + "."));
            case UpstreamFailure.Truncated _ ->
                new FailureResponse(
                        502,
                        "upstream.truncated",
                        who + " broke off the response.",
                        "Read the called application's log.");
        };
    }

    private static FailureResponse of(UpstreamFailure.ConnectFailed failure, boolean local) {
        boolean insecure = failure.code().startsWith("tls.");
        String cause = insecure ? "no secure connection. " + failure.cause() : failure.cause() + ".";
        return new FailureResponse(
                failure.code().equals("tls.timeout") ? 504 : 502,
                failure.code(),
                local
                        ? "No connection to " + failure.endpoint() + ": " + cause
                        : "No connection to any instance tried.",
                insecure
                        ? "Check the certificates and the trusted issuers of both sides."
                        : "Check that the called application runs and listens there. The caller's Mesher connects to the address"
                                + " in the registry, the one beside the application to the port in SERVICE_PORTS.");
    }

    /** By which the limit is configured; empty where it is fixed. */
    private static String key(MessageLimit limit) {
        return switch (limit) {
            case START_LINE -> "mesher.limits.requestLineBytes";
            case HEAD_BYTES -> "mesher.limits.headBytes";
            case HEAD_FIELDS -> "mesher.limits.headFields";
            case CONNECTION_OPTIONS, CHUNK_LINE, CHUNK_EXTENSIONS, TRAILER_BYTES, TRAILERS -> "";
        };
    }

    private static FailureResponse of(InternalFailure failure, boolean local) {
        return switch (failure) {
            case InternalFailure.UnknownService unknown ->
                new FailureResponse(
                        404,
                        "service.unknown",
                        "No service is called \"" + unknown.service() + "\".",
                        (unknown.similar().isEmpty() ? "" : "Did you mean \"" + unknown.similar() + "\"? ")
                                + "Check the host in the URL, and that the service is registered or listed in mesher.services.");
            case InternalFailure.AmbiguousService ambiguous ->
                new FailureResponse(
                        404,
                        "service.ambiguous",
                        "No service is called exactly \"" + ambiguous.service()
                                + "\", and several differ from it only in upper and lower case: "
                                + quoted(ambiguous.names()) + ".",
                        "Write the host in the URL exactly as one of them. Many clients write hosts in lower case: for"
                                + " these rename the services.");
            case InternalFailure.NoInstance none -> NoInstanceText.of(none);
            case InternalFailure.BreakerOpen open ->
                new FailureResponse(
                                503,
                                "breaker.open",
                                "The circuit breaker of \"" + open.service() + "\" is open, because "
                                        + (open.forced()
                                                ? "the configuration forces it open."
                                                : "most calls to it failed."),
                                open.forced()
                                        ? "Remove forceOpen from "
                                                + key("circuitBreaker", open.side(), open.service(), "") + "."
                                        : "Check the called application; the breaker closes when a call succeeds again ("
                                                + key("circuitBreaker", open.side(), open.service(), "") + ").")
                        .orNull(open.asNull());
            case InternalFailure.IsolationFull full ->
                new FailureResponse(
                                503,
                                "isolation.full",
                                full.max() + " calls to \"" + full.service() + "\" are in flight, which is the limit.",
                                "Try again later, or raise "
                                        + key("isolation", full.side(), full.service(), ".maxConcurrentRequests") + ".")
                        .orNull(full.asNull());
            case InternalFailure.StreamsFull full ->
                new FailureResponse(
                        503,
                        "streams.full",
                        full.max() + " tunnels and event streams of \"" + full.service()
                                + "\" are open, which is the limit.",
                        "Close some, or raise mesher.limits.streams.");
            case InternalFailure.FallbackForced forced ->
                new FailureResponse(
                                503,
                                "fallback.forced",
                                "Calls to \"" + forced.service() + "\" are switched off.",
                                "Remove " + key("fallback", forced.side(), forced.service(), ".force")
                                        + " from the configuration.")
                        .orNull(forced.asNull());
            case InternalFailure.OutOfTime late ->
                new FailureResponse(
                        504,
                        "deadline.exceeded",
                        "The service \"" + late.service() + "\" did not answer within " + late.millis()
                                + " ms, the total time of the request.",
                        "Check the called application, or raise the caller's X-Request-Deadline, timeout.total of the"
                                + " route (mesher.routes) or mesher.timeouts.total.");
            case InternalFailure.RegistryUnavailable unavailable ->
                new FailureResponse(
                        503,
                        "registry.unavailable",
                        "The registry cannot be asked where \"" + unavailable.service() + "\" is"
                                + (local ? ": " + unavailable.cause() : "") + ".",
                        "Check that the registry runs, can be reached (servicecomb.registry.address) and accepts Mesher's account"
                                + " (servicecomb.credentials.account).");
            case InternalFailure.LookupTimedOut timedOut ->
                new FailureResponse(
                        503,
                        "lookup.timeout",
                        "The look-up of \"" + timedOut.service() + "\" in the registry took longer than "
                                + timedOut.millis() + " ms.",
                        "Check that the registry runs and answers (servicecomb.registry.address), or raise"
                                + " mesher.timeouts.lookup.");
            case InternalFailure.Overload overload ->
                new FailureResponse(
                        503,
                        "overload",
                        "Too many requests to \"" + overload.service() + "\": " + overload.limit() + ".",
                        "Try again later; add instances if it lasts.");
            case InternalFailure.Loop loop ->
                new FailureResponse(
                        508,
                        "loop",
                        "The request came back to " + loop.via() + ", which had already sent it on.",
                        "Look for a service whose registered address is a Mesher that does not belong to it.");
            case InternalFailure.PortUndeclared undeclared ->
                new FailureResponse(
                        404,
                        "port.undeclared",
                        undeclaredPort(undeclared.port()),
                        "Declare it when Mesher starts: SERVICE_PORTS=rest:<port> or --service-ports=rest:<port>.");
        };
    }

    private static String quoted(List<String> names) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(names.size(), MAX_NAMES);
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "\"" : ", \"").append(names.get(i)).append('"');
        }
        return shown < names.size() ? text.append(" and others").toString() : text.toString();
    }

    /** Both keys that may have said it: the service's own counts before that for all. */
    private static String key(String family, Direction side, String service, String name) {
        if (side == Direction.INCOMING) {
            return "servicecomb." + family + ".Provider" + name;
        }
        String all = "servicecomb." + family + ".Consumer";
        return all + "." + service + name + " or " + all + name;
    }

    /** What {@code returnnull} asks for; the code still says why. */
    private FailureResponse orNull(boolean asNull) {
        return asNull ? new FailureResponse(200, code, "", "") : this;
    }

    private static String undeclaredPort(int port) {
        return switch (port) {
            case -1 -> "X-Forwarded-Port is not a port number.";
            case 0 -> "No port of the local application is declared.";
            default -> "The port " + port + " is not declared for the local application.";
        };
    }

    /** Whether {@link #cause} is a JSON document, which is sent as it is. */
    public boolean isDocument() {
        return code.equals(ANSWERED);
    }

    private FailureResponse withStatus(int other) {
        return new FailureResponse(other, code, cause, next);
    }

    /** CSE Mesher said 502 for whatever its transport or balancer failed with. */
    private static int originalStatus(ProxyFailure failure, int status) {
        return switch (failure) {
            case DownstreamFailure _ -> status;
            case UpstreamFailure _ -> 502;
            case InternalFailure internal ->
                switch (internal) {
                    case InternalFailure.UnknownService _,
                            InternalFailure.AmbiguousService _,
                            InternalFailure.NoInstance _,
                            InternalFailure.RegistryUnavailable _,
                            InternalFailure.LookupTimedOut _,
                            InternalFailure.OutOfTime _,
                            InternalFailure.PortUndeclared _ -> 502;
                    case InternalFailure.Overload _,
                            InternalFailure.Loop _,
                            InternalFailure.BreakerOpen _,
                            InternalFailure.IsolationFull _,
                            InternalFailure.StreamsFull _,
                            InternalFailure.FallbackForced _ -> status;
                };
        };
    }
}
