package io.mesher.proxy;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.route.RequestFacts;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.Subset;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ServerStream;
import io.mesher.proxy.trace.TraceState;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a request: what {@link Filter}s see and set, and {@link Recorder}s read. The {@link Exchange} is the machine
 * that moves it on. Used again for one request after the other; event loop only.
 */
public abstract sealed class RequestContext permits Exchange {
    private final LoopContext context;
    private final AddedFields requestLines = new AddedFields();
    private final Passage passage = new Passage();
    private final RequestView facts = new RequestView(this);
    private final ExchangeRecord record = new ExchangeRecord();
    private final TraceState trace = new TraceState();
    private final Direction direction;

    private @Nullable ServerStream stream;
    private @Nullable Destination destination;
    private @Nullable Microservice service;
    private @Nullable Subset subset;
    private @Nullable Target target;
    private @Nullable Treatment treatment;
    private long callerNanos;
    private FieldBlock responseVia = FieldBlock.NONE;
    private boolean readable;

    RequestContext(LoopContext context, Direction direction) {
        this.context = context;
        this.direction = direction;
    }

    // --- what filters see and set

    public LoopContext context() {
        return context;
    }

    public RequestHead request() {
        return stream().request();
    }

    public InetAddress peer() {
        return stream().connection().peer();
    }

    /** The peer's address as text, without a port. Not to be changed. */
    public byte[] peerAddress() {
        return stream().connection().peerText();
    }

    /** Lines that go to the upstream after the request's own. */
    public AddedFields requestLines() {
        return requestLines;
    }

    /** The line that says in a response that it passed here. */
    public void responseVia(FieldBlock line) {
        responseVia = line;
    }

    /** The request as rules see it; good until it is sent. */
    public RequestFacts facts() {
        return facts;
    }

    /** Where the request goes: to one of {@code newService}'s instances, unless a rule says otherwise. */
    public void destination(Destination newDestination, Microservice newService) {
        destination = newDestination;
        service = newService;
        target = null;
        treatment = newDestination.treatment();
    }

    public Destination destination() {
        return Objects.requireNonNull(destination, "a pipeline without a filter that sets the destination");
    }

    public Microservice service() {
        return Objects.requireNonNull(service);
    }

    /** What a rule chose, also while the service's instances in another application are looked up; null: nothing yet. */
    public @Nullable Subset chosenSubset() {
        return subset;
    }

    public void chosenSubset(Subset chosen) {
        subset = chosen;
    }

    /** A rule sends the request to some instances of {@code of}. */
    public void route(Subset chosen, Microservice of) {
        target = destination().target(chosen, of);
    }

    /** A route treats the request otherwise than the service's others. */
    public void treat(RouteOptions options) {
        treatment = destination().treatment(options);
    }

    /** What the caller has left of its time, in nanoseconds. */
    public void callerTime(long nanos) {
        callerNanos = nanos;
    }

    /** Who calls, where that is another service. */
    public void source(String name) {
        record.source(name);
    }

    /** Through breaker and isolation; out again when the request ends. */
    public Passage passage() {
        return passage;
    }

    /** To be read by a filter, once. */
    public TraceState trace() {
        return trace;
    }

    // --- what recorders see

    public Direction direction() {
        return direction;
    }

    /** What was noted of the request. */
    public ExchangeRecord record() {
        return record;
    }

    /** Whether there is a request to be read: not where its head was no HTTP. */
    public boolean isReadable() {
        return readable;
    }

    /** The service's name, also where it is our own; {@code unknown} where the request didn't get so far. */
    public String destinationName() {
        return destination == null ? LoopContext.UNKNOWN : destination.service();
    }

    /** As the caller says, a character for each byte, else the trace's; empty without a trace. Allocates. */
    public String requestId() {
        return RequestId.of(this);
    }

    /**
     * Asks for a service that the catalog lacks: once per request and application. Null where the answer isn't there yet: then the
     * request waits, and the filter that asked is called again.
     *
     * @param app the application that it is of; empty for our own
     */
    public abstract @Nullable LookupResult lookUp(String app, String name);

    // --- what attempts ask

    /** Tells the instance of the trace; its parent is the attempt. */
    void appendTrace(AddedFields lines) {
        if (trace.isActive()) {
            trace.append(lines, record.attempt(record.noted() - 1).spanId());
        }
    }

    /** RFC 9110 §9.2.2, or the caller says that the upstream notices a repetition by its key. */
    boolean isIdempotent() {
        return request().method().isIdempotent() || request().fields().has(FieldName.IDEMPOTENCY_KEY);
    }

    // --- what the exchange asks

    void begin(ServerStream newStream) {
        clear();
        stream = newStream;
        callerNanos = 0;
        requestLines.clear();
        responseVia = FieldBlock.NONE;
        readable = false;
        trace.clear();
    }

    /** Nothing of the request stays reachable from here, where it would outlive the catalog that it came from. */
    void clear() {
        forgetRoute();
        stream = null;
        destination = null;
        facts.clear();
    }

    /** What the request was routed by may change: who lasts long must not keep it. */
    void forgetRoute() {
        service = null;
        subset = null;
        target = null;
        treatment = null;
        record.explanation().forgetCatalog();
    }

    void readable(boolean isReadable) {
        readable = isReadable;
    }

    Target target() {
        Target chosen = target;
        return chosen == null ? destination().latest(service()) : chosen;
    }

    Treatment treatment() {
        return Objects.requireNonNull(treatment);
    }

    long callerNanos() {
        return callerNanos;
    }

    FieldBlock responseVia() {
        return responseVia;
    }

    /** Which service's requests the present one is counted among. */
    Destination counter() {
        Destination known = destination;
        return known == null ? context.unknownDestination() : known;
    }

    final ServerStream stream() {
        // Not requireNonNull: a cast to an interface is a search in C1's code, and filters come here again and again.
        ServerStream present = stream;
        if (present == null) {
            throw new IllegalStateException("no request");
        }
        return present;
    }
}
