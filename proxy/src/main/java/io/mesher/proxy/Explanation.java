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
import io.mesher.core.telemetry.explain.Gate;
import io.mesher.core.telemetry.explain.RequestNote;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldLines;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestHead;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where it is noted why the present request goes where it goes. Of a request that isn't to be explained nothing is noted. One
 * per exchange, with its {@link ExchangeRecord}; event loop only.
 */
public final class Explanation {
    private static final byte[] NAME = Ascii.bytes("X-Mesher-Explain: ");
    private static final byte[] BEFORE_AUTHORITY = Ascii.bytes(" http://");
    private static final byte[] SPACE = {' '};

    private @Nullable Decision decision;
    private boolean asked;

    Explanation() {}

    /** The next request, which isn't explained until somebody says so. */
    void clear() {
        decision = null;
        asked = false;
    }

    /** The request is to be explained, in {@code fresh}. */
    public void begin(Decision fresh) {
        decision = fresh;
    }

    /** The caller may know, and wants to. */
    public void ask() {
        asked = true;
    }

    /** Null where nobody wants to know. */
    public @Nullable Decision decision() {
        return decision;
    }

    /** Likewise, and it is the caller's now. */
    public @Nullable Decision take() {
        Decision taken = decision;
        decision = null;
        return taken;
    }

    public void destination(Destination to, Microservice service) {
        Decision noted = decision;
        if (noted != null) {
            noted.routing().destination(to.service());
            noted.routing().service(service);
        }
    }

    /** @param matched null: none does */
    public void rule(@Nullable RouteRule matched, List<RouteRule> rules) {
        Decision noted = decision;
        if (noted != null) {
            noted.routing().rule(matched, place(matched, rules), rules.size());
        }
    }

    private static int place(@Nullable RouteRule matched, List<RouteRule> rules) {
        for (int i = 0; matched != null && i < rules.size(); i++) {
            if (rules.get(i) == matched) {
                return i + 1;
            }
        }
        return 0;
    }

    public void subset(Subset chosen, Microservice of) {
        Decision noted = decision;
        if (noted != null) {
            noted.routing().subset(chosen);
            noted.routing().service(of);
        }
    }

    public void options(RouteOptions matched) {
        Decision noted = decision;
        if (noted != null) {
            noted.routing().options(matched);
        }
    }

    /** @param failure why the request may not go on, or null */
    public void gate(@Nullable ProxyFailure failure) {
        Decision noted = decision;
        if (noted != null) {
            noted.routing().gate(gateOf(failure));
        }
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

    /**
     * Where the next pick is noted; null: nowhere.
     *
     * @param attempts that there were before
     */
    @Nullable PickNotes pick(int attempts) {
        Decision noted = decision;
        return noted == null ? null : noted.pick(attempts);
    }

    /** Tells it in the response where the caller asked, as far as it is known by now. */
    void addTo(FieldLines lines, Exchange exchange) {
        Decision noted = decision;
        if (noted != null && asked) {
            complete(noted, exchange, false);
            lines.append(NAME).append(Ascii.bytes(DecisionLine.of(noted, true))).end();
        }
    }

    /** Likewise in an answer of Mesher's own. */
    OwnResponse addTo(OwnResponse answer, Exchange exchange) {
        if (decision == null || !asked) {
            return answer;
        }
        FieldLines lines = new FieldLines();
        lines.append(answer.fields());
        addTo(lines, exchange);
        return new OwnResponse(
                answer.statusLine(), Arrays.copyOf(lines.bytes(), lines.length()), answer.body(), answer.close());
    }

    /**
     * What the record of the request knows.
     *
     * @param query whether what stands behind a URL's {@code ?} too
     */
    public static void complete(Decision noted, Exchange exchange, boolean query) {
        ExchangeRecord record = exchange.record();
        noted.request().begin(exchange.direction());
        line(noted.request(), exchange.request(), exchange.direction(), query);
        noted.request().source(record.source());
        if (exchange.trace().isActive()) {
            noted.request().trace(exchange.trace().traceHigh(), exchange.trace().traceLow());
        }
        if (!noted.routing().destination().isEmpty()) {
            noted.routing().policy(exchange.destination().policy());
        }
        for (int i = 0; i < record.noted(); i++) {
            attempt(noted, i, record.attempt(i), record.start());
        }
        noted.end().split(record.times());
        noted.end().ended(0, record.status(), record.reason(), record.end() == 0 ? 0 : record.duration());
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
