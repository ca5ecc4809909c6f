package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.FailureResponse;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.BodyLength;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HopByHop;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.proxy.Passage.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's life: from the caller through the filters to {@link Attempts} at instances, and the response back. Lent by an
 * {@link ExchangePool}, used for one request after the other, so that a request allocates next to nothing.
 */
public final class Exchange extends RequestContext implements ServerHandler {
    /** What is counted where the caller went away before an answer; the caller never sees it. nginx's number for it. */
    private static final int CALLER_GONE = 499;

    private static final byte[] EVENT_STREAM = Ascii.bytes("text/event-stream");

    private static final String CALLER_GONE_CODE = "caller.gone";

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final Filter[] filters;
    private final AddedFields responseLines = new AddedFields();
    private final Attempts attempts;
    private final Attempt attempt;
    private final UnderWay underWay;
    private final RequestLookup lookup = new RequestLookup();

    private ExchangeState state = ExchangeState.IDLE;
    /** Which filter waits for the look-up, and is called again after it. */
    private int waitingFilter;

    private static final int NO_UPLOAD = -1;

    private int uploadPlace = NO_UPLOAD;
    private boolean requestComplete;
    private boolean callerEnded;
    private boolean upstreamEnded;
    private int status;

    Exchange(LoopContext context, Direction direction, Filter[] filters) {
        super(context, direction);
        this.underWay = new UnderWay(context.inFlight(), direction);
        this.filters = filters;
        this.attempts = new Attempts(this, context);
        this.attempt = attempts.attempt();
    }

    @Override
    public @Nullable LookupResult lookUp(String app, String name) {
        return lookup.ask(app, name, this);
    }

    // --- the request, from the caller

    @Override
    public void onRequest(ServerStream newStream) {
        begin(newStream, context().loop().now());
        readable(true);
        meetFilters(0);
    }

    private void meetFilters(int first) {
        for (int i = first; i < filters.length; i++) {
            ProxyFailure failure = filters[i].onRequest(this);
            if (failure != null) {
                fail(failure);
                return;
            }
            if (state == ExchangeState.LOOKING_UP) {
                waitingFilter = i;
                return;
            }
        }
        if (!requestComplete) {
            uploadPlace = context().uploads().add(this);
        }
        attempts.first(target(), treatment(), callerNanos());
    }

    private void begin(ServerStream newStream, long start) {
        begin(newStream);
        underWay.begun();
        state = ExchangeState.FILTERING;
        lookup.clear();
        responseLines.clear();
        requestComplete = !newStream.request().hasBody();
        callerEnded = false;
        upstreamEnded = false;
        record().begin(
                        start,
                        direction() == Direction.OUTGOING
                                ? context().settings().self().name()
                                : "");
        if (!requestComplete) {
            record().uploading();
        }
        attempts.clear();
    }

    @Override
    public void onBody(ByteBuffer data) {
        record().requestBytes(data.remaining());
        attempt.sendBody(data);
    }

    @Override
    public void onBodyEnd(Fields trailers) {
        requestComplete = true;
        endUpload();
        record().uploaded(context().loop().now());
        attempt.sendEnd(trailers);
    }

    // --- as one of many uploads

    void uploadPlace(int place) {
        uploadPlace = place;
    }

    private void endUpload() {
        if (uploadPlace != NO_UPLOAD) {
            context().uploads().remove(uploadPlace);
            uploadPlace = NO_UPLOAD;
        }
    }

    /** Either may be null: any. */
    boolean isAt(@Nullable Destination service, @Nullable Endpoint endpoint) {
        return state == ExchangeState.WAITING
                && (service == null || destination() == service)
                && (endpoint == null || attempt.isAt(endpoint));
    }

    /** Ends, so that others have its place. */
    void giveWay(int minBytesPerSecond) {
        attempts.cancel();
        fail(new DownstreamFailure.TooSlow("body", 0, minBytesPerSecond));
    }

    @Override
    public void onBadRequest(ServerStream newStream, RequestFailure failure, long began) {
        begin(newStream, began);
        record().refused(context().loop().now());
        readable(isAfterHead(failure));
        for (Filter filter : filters) {
            filter.onBadRequest(this);
        }
        fail(CallerFailures.of(failure));
    }

    /** Of those that end a request before its handler heard of it: whether the head was good. */
    private static boolean isAfterHead(RequestFailure failure) {
        return failure instanceof RequestFailure.Expectation
                || failure instanceof RequestFailure.Gone
                || (failure instanceof RequestFailure.TimedOut timedOut
                        && timedOut.part().equals("body"));
    }

    @Override
    public void onRequestFailed(RequestFailure failure) {
        lookup.cancel(this);
        attempts.cancel();
        if (failure instanceof RequestFailure.Gone) {
            end(leftUnanswered(), Outcome.UNKNOWN);
        } else {
            fail(CallerFailures.of(failure));
        }
    }

    @Override
    public void onTunnelEnd() {
        callerEnded = true;
        attempt.endTunnel();
        endTunnelWhenDone();
    }

    @Override
    public void onCongested() {
        attempt.responseWanted(false);
    }

    @Override
    public void onDrained() {
        attempt.responseWanted(true);
    }

    /**
     * The request is over: nothing of it stays reachable from here, where it would outlive the catalog that it came from.
     *
     * @return whether the next request may use this exchange: not where a defect ended the present one
     */
    boolean forget() {
        boolean ended = state == ExchangeState.IDLE;
        if (!ended) {
            attempts.cancel();
            state = ExchangeState.IDLE;
        }
        underWay.ended();
        endUpload();
        lookup.clear();
        clear();
        return ended;
    }

    /** It is used no more: its timers would keep it in the wheel for a while. */
    void release() {
        attempts.release();
    }

    // --- the look-up of the service

    void awaits(Lookup shared) {
        lookup.awaits(shared);
        record().looksUp(context().loop().now());
        state = ExchangeState.LOOKING_UP;
    }

    void lookedUp(LookupResult result) {
        lookup.answered(result);
        state = ExchangeState.FILTERING;
        record().lookedUp(context().loop().now());
        meetFilters(waitingFilter);
    }

    void lookupTimedOut(String service, long millis) {
        lookup.timedOut();
        record().lookedUp(context().loop().now());
        fail(new InternalFailure.LookupTimedOut(service, millis));
    }

    // --- the response, from the attempt

    void state(ExchangeState newState) {
        state = newState;
    }

    ExchangeState state() {
        return state;
    }

    boolean isRequestComplete() {
        return requestComplete;
    }

    void requestBodyWanted(boolean wanted) {
        stream().bodyWanted(wanted);
    }

    void interim(ResponseHead head) {
        HopByHop.drop(head.fields());
        responseLines.clear();
        stream().interim(head, responseLines);
    }

    void respond(ResponseHead head) {
        if (isEventStream(head)
                && !passage().becomeStream(maxStreams(), context().loop().now())) {
            refuseStream();
            return;
        }
        callerEnded = stream().isInputEnded();
        state = ExchangeState.RESPONDING;
        status = head.status();
        addResponseLines(head);
        stream().head(head, responseLines);
        // By itself, so that the body's bytes find out whether somebody is there.
        if (callerEnded && !stream().flush()) {
            ServerStream to = stream();
            attempts.cancel();
            end(leftUnanswered(), Outcome.UNKNOWN);
            to.abort();
        }
    }

    /** Such a response has no length and lasts as long as its caller likes (HTML Standard §9.2). */
    private static boolean isEventStream(ResponseHead head) {
        if (head.bodyLength() != BodyLength.UNKNOWN) {
            return false;
        }
        int type = head.fields().find(FieldName.CONTENT_TYPE);
        return type >= 0 && head.fields().valueBegins(type, EVENT_STREAM);
    }

    private int maxStreams() {
        return context().settings().maxStreams();
    }

    private void refuseStream() {
        ProxyFailure failure = new InternalFailure.StreamsFull(destination().service(), maxStreams());
        attempts.cancel();
        fail(failure);
    }

    void switchProtocols(ResponseHead head) {
        if (!passage().becomeStream(maxStreams(), context().loop().now())) {
            refuseStream();
            return;
        }
        state = ExchangeState.TUNNEL;
        underWay.switched();
        status = head.status();
        requestComplete = true;
        addResponseLines(head);
        stream().switchProtocols(head, responseLines);
        // A tunnel may live for days, and the catalog changes: it must not keep what it was routed by.
        forgetRoute();
        attempts.forgetRoute();
    }

    private void addResponseLines(ResponseHead head) {
        HopByHop.drop(head.fields());
        responseLines.clear();
        responseLines.add(responseVia());
        record().explanation().addTo(responseLines, this);
        attempts.addResponseLines(head, responseLines);
    }

    void responseBody(ByteBuffer data) {
        record().responseBytes(data.remaining());
        stream().body(data);
    }

    /** Last, since the connection's next request may begin within it, on this very object. */
    void responseEnd(Fields trailers) {
        ServerStream to = stream();
        int counted = to.isInputEnded() && !to.flush() ? leftUnanswered() : status;
        end(counted, attempts.answeredFailure() ? Outcome.FAILED : Outcome.GOOD);
        to.end(trailers);
    }

    /** The caller has gone. What is counted: a response that began before it hung up has a status. */
    private int leftUnanswered() {
        record().failed(new DownstreamFailure.Gone(), CALLER_GONE_CODE);
        boolean begun = state == ExchangeState.TUNNEL || (state == ExchangeState.RESPONDING && !callerEnded);
        return begun ? status : CALLER_GONE;
    }

    void upstreamTunnelEnded() {
        ServerStream to = stream();
        upstreamEnded = true;
        endTunnelWhenDone();
        to.endTunnel();
    }

    private void endTunnelWhenDone() {
        if (callerEnded && upstreamEnded && state == ExchangeState.TUNNEL) {
            end(status, Outcome.GOOD);
        }
    }

    /** Answers in place of the upstream; where a response is under way already, breaks it off. */
    void fail(ProxyFailure failure) {
        ServerStream to = stream();
        FailureResponse response = FailureResponse.of(
                failure,
                context().settings().statusCodes(),
                to.connection().peer().isLoopbackAddress());
        record().failed(failure, response.code());
        if (state == ExchangeState.RESPONDING || state == ExchangeState.TUNNEL) {
            log.debug("broke a response off: {}", failure);
            end(status, Outcome.of(failure));
            to.abort();
            return;
        }
        log.debug("{} {}: {}", response.status(), response.code(), failure);
        OwnResponse answer = FailureAnswer.of(failure, response, this);
        if (!isReadable() || to.request().method() != Method.HEAD) {
            record().responseBytes(answer.body().length);
        }
        end(response.status(), Outcome.of(failure));
        to.answer(answer);
    }

    private void end(int counted, Outcome outcome) {
        underWay.ended();
        endUpload();
        long now = context().loop().now();
        record().ended(counted, now, context().loop().nanoTime());
        context().tell(this);
        state = ExchangeState.IDLE;
        requestLines().clear();
        attempts.clear();
        passage().leave(outcome, now);
        counter().counted(now);
        record().forget();
    }
}
