package io.mesher.proxy;

import io.mesher.core.balance.PickNotes;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionLine;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.core.telemetry.explain.Gate;
import io.mesher.core.telemetry.explain.RequestNote;
import io.mesher.core.telemetry.explain.RoutingNote;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestHead;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where it is noted why the present request goes where it goes: here what a usual one meets, in a {@link Decision} what is more.
 * Most requests are over before anybody wants to know, and a decision for each would cost them half a dozen cache lines. One per
 * exchange, with its {@link ExchangeRecord}; event loop only.
 */
public final class Explanation {
    private static final byte[] NAME = Ascii.bytes("X-Mesher-Explain: ");
    private static final byte[] BEFORE_AUTHORITY = Ascii.bytes(" http://");
    private static final byte[] SPACE = {' '};

    /** Null: the request isn't to be explained. */
    private @Nullable DecisionLog log;

    /** Made when there is more to note than has a place here: of most requests never. */
    private @Nullable Decision decision;

    private boolean asked;
    private @Nullable Destination destination;
    private @Nullable Microservice service;
    private @Nullable RouteRule rule;
    private List<RouteRule> rules = List.of();
    private @Nullable Subset subset;
    private @Nullable RouteOptions options;
    private Gate gate = Gate.NOT_ASKED;
    /** That the first pick had, where nobody was passed over; else negative. */
    private int candidates = -1;

    Explanation() {}

    /** The request is to be explained; {@code newLog} may keep it. */
    public void begin(DecisionLog newLog) {
        log = newLog;
    }

    /** The request is over. The next one isn't explained until somebody says so. */
    void clear() {
        log = null;
        decision = null;
        asked = false;
        destination = null;
        service = null;
        rule = null;
        rules = List.of();
        subset = null;
        options = null;
        gate = Gate.NOT_ASKED;
        candidates = -1;
    }

    /** The caller may know, and wants to. */
    public void ask() {
        asked = true;
    }

    /** Whether somebody may want to know. */
    public boolean isNoted() {
        return log != null;
    }

    public void destination(Destination to, Microservice of) {
        destination = to;
        service = of;
    }

    /** @param matched null: none does */
    public void rule(@Nullable RouteRule matched, List<RouteRule> of) {
        rule = matched;
        rules = of;
    }

    public void subset(Subset chosen, Microservice of) {
        subset = chosen;
        service = of;
    }

    public void options(RouteOptions matched) {
        options = matched;
    }

    /** Notes what is to be said of the service, and lets go of it: the request may last long, and the catalog changes. */
    void forgetCatalog() {
        Microservice of = service;
        service = null;
        if (log != null && of != null) {
            decision(log).routing().service(of);
        }
    }

    /** @param failure why the request may not go on, or null */
    public void gate(@Nullable ProxyFailure failure) {
        gate = gateOf(failure);
    }

    private static Gate gateOf(@Nullable ProxyFailure failure) {
        if (failure instanceof InternalFailure.BreakerOpen) {
            return Gate.REFUSED;
        }
        if (failure instanceof InternalFailure.IsolationFull) {
            return Gate.FULL;
        }
        return failure == null ? Gate.ALLOWED : Gate.FORCED_FALLBACK;
    }

    /** Where the next pick is noted; null: nowhere. */
    @Nullable PickNotes pick() {
        return log == null ? null : log.pick();
    }

    /**
     * It is noted.
     *
     * @param attempts that there were before
     */
    void picked(int attempts) {
        DecisionLog to = log;
        if (to == null) {
            return;
        }
        if (attempts == 0 && to.pick().way() == PickNotes.Way.PLAIN) {
            candidates = to.pick().total();
        } else {
            to.movePick(decision(to), attempts);
        }
    }

    private Decision decision(DecisionLog of) {
        Decision present = decision;
        if (present == null) {
            present = of.begin();
            decision = present;
        }
        return present;
    }

    /**
     * All of it, with what the record of the request knows, for its log to keep; the caller's now. Where {@link #isNoted}.
     *
     * @param query whether to include a URL's query
     */
    public Decision take(RequestContext exchange, boolean query) {
        Decision taken = complete(Objects.requireNonNull(log), exchange, query);
        decision = null;
        return taken;
    }

    /** Nobody wants to know. */
    public void drop() {
        if (decision != null && log != null) {
            log.giveBack(decision);
            decision = null;
        }
    }

    /** Tells it in the response where the caller asked, as far as it is known by now. */
    void addTo(AddedFields lines, RequestContext exchange) {
        DecisionLog of = log;
        if (of != null && asked) {
            Decision noted = complete(of, exchange, false);
            lines.begin(NAME).append(Ascii.bytes(DecisionLine.of(noted, true))).end();
        }
    }

    /** Likewise in an answer of Mesher's own. */
    OwnResponse addTo(OwnResponse answer, RequestContext exchange) {
        if (log == null || !asked) {
            return answer;
        }
        AddedFields lines = new AddedFields();
        addTo(lines, exchange);
        return answer.and(lines.toString());
    }

    private Decision complete(DecisionLog of, RequestContext exchange, boolean query) {
        Decision noted = decision(of);
        routing(noted.routing());
        if (candidates >= 0) {
            noted.pick(0).begin(candidates);
        }
        ExchangeRecord record = exchange.record();
        noted.request().begin(exchange.direction());
        line(noted.request(), exchange.request(), exchange.direction(), query);
        noted.request().source(record.source());
        if (exchange.trace().isActive()) {
            noted.request().trace(exchange.trace().traceHigh(), exchange.trace().traceLow());
        }
        for (int i = 0; i < record.noted(); i++) {
            attempt(noted, i, record.attempt(i), record.start());
        }
        noted.end().split(record.times());
        noted.end().ended(0, record.status(), record.reason(), record.end() == 0 ? 0 : record.duration());
        return noted;
    }

    private void routing(RoutingNote to) {
        if (destination != null) {
            to.destination(destination.service());
            to.policy(destination.policy());
        }
        if (service != null) {
            to.service(service);
        }
        if (!rules.isEmpty()) {
            to.rule(rule, place(), rules.size());
        }
        if (subset != null) {
            to.subset(subset);
        }
        if (options != null) {
            to.options(options);
        }
        to.gate(gate);
    }

    private int place() {
        for (int i = 0; rule != null && i < rules.size(); i++) {
            if (rules.get(i) == rule) {
                return i + 1;
            }
        }
        return 0;
    }

    private static void line(RequestNote to, RequestHead head, Direction direction, boolean query) {
        byte[] bytes = head.fields().bytes();
        to.append(bytes, head.methodStart(), head.methodEnd());
        if (direction == Direction.OUTGOING) {
            to.append(BEFORE_AUTHORITY, 0, BEFORE_AUTHORITY.length);
            to.append(bytes, head.authorityStart(), head.authorityEnd());
        } else {
            to.append(SPACE, 0, 1);
        }
        to.append(bytes, head.pathStart(), query ? head.pathEnd() : head.queryMark());
    }

    private static void attempt(Decision noted, int place, AttemptRecord attempt, long start) {
        if (attempt.instance() != null) {
            noted.attempt(
                    place,
                    attempt.instance(),
                    attempt.start() - start,
                    since(start, attempt.sent()),
                    since(start, attempt.end()),
                    attempt.isReused());
            noted.outcome(place, attempt.status(), attempt.failing());
        }
    }

    private static long since(long start, long time) {
        return time == 0 ? -1 : time - start;
    }
}
