package io.mesher.proxy.record;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.telemetry.Redacted;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.RequestContext;
import io.mesher.proxy.trace.TraceState;
import org.jspecify.annotations.Nullable;

/** What lines show of a request, cut where a caller made it long. Credentials are in none of it. */
final class RequestText {
    static final int MAX_TARGET = 1024;
    private static final int MAX_METHOD = 32;
    private static final int MAX_AUTHORITY = 256;
    private static final int MAX_AGENT = 256;
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 128;

    private final AsciiCache<String> names = new AsciiCache<>(MAX_NAME, name -> name);
    private final AsciiCache<Endpoint> endpoints = new AsciiCache<>(MAX_NAME, Endpoint::authority);
    private final boolean query;
    private final String service;
    /** A byte more, so that a line says that it is cut. */
    private final byte[] redacted = new byte[MAX_TARGET + 1];

    /**
     * @param query whether a URL's query is shown
     * @param service our own
     */
    RequestText(boolean query, String service) {
        this.query = query;
        this.service = service;
    }

    String service() {
        return service;
    }

    /** Of a service or a host. */
    void name(LineText to, String name, Quoting quoting) {
        byte[] plain = names.plain(name);
        if (plain != null) {
            to.plain(plain);
        } else {
            to.text(name, MAX_NAME, quoting);
        }
    }

    /** Method and target with the blank between them, as the caller wrote them. */
    void line(RequestHead head, LineText to, Quoting quoting) {
        if (head.methodEnd() - head.methodStart() <= MAX_METHOD) {
            from(head.methodStart(), head, to, quoting);
        } else {
            method(head, to, quoting);
            from(head.methodEnd(), head, to, quoting);
        }
    }

    void method(RequestHead head, LineText to, Quoting quoting) {
        to.text(head.fields().bytes(), head.methodStart(), head.methodEnd(), MAX_METHOD, quoting);
    }

    /** As the caller wrote it, a whole URL where it was one. */
    void target(RequestHead head, LineText to, Quoting quoting) {
        // RFC 9112 §3: a single blank separates them.
        from(head.methodEnd() + 1, head, to, quoting);
    }

    /** What stands there up to the target's end. */
    private void from(int start, RequestHead head, LineText to, Quoting quoting) {
        byte[] bytes = head.fields().bytes();
        int mark = head.queryMark();
        int end = query ? head.pathEnd() : mark;
        int from = Math.min(end, mark + 1);
        if (Redacted.nextSecret(bytes, from, end) < 0) {
            to.text(bytes, start, end, MAX_TARGET, quoting);
        } else {
            to.text(redacted, 0, Redacted.copy(bytes, start, from, end, redacted), MAX_TARGET, quoting);
        }
    }

    /** Host and port, of the URL or the {@code Host} field. */
    void authority(RequestHead head, LineText to, Quoting quoting) {
        to.text(head.fields().bytes(), head.authorityStart(), head.authorityEnd(), MAX_AUTHORITY, quoting);
    }

    void host(RequestHead head, LineText to, Quoting quoting) {
        to.text(head.fields().bytes(), head.hostStart(), head.hostEnd(), MAX_AUTHORITY, quoting);
    }

    /** Without the query. */
    void path(RequestHead head, LineText to, Quoting quoting) {
        to.text(head.fields().bytes(), head.pathStart(), head.queryMark(), MAX_TARGET, quoting);
    }

    static boolean hasAgent(RequestHead head) {
        return head.fields().has(FieldName.USER_AGENT);
    }

    void agent(RequestHead head, LineText to, Quoting quoting) {
        Fields fields = head.fields();
        field(fields, fields.find(FieldName.USER_AGENT), MAX_AGENT, to, quoting);
    }

    /** Whether there is something by which the request is found elsewhere. */
    static boolean hasId(RequestContext exchange) {
        return exchange.trace().isActive() || givenId(exchange) >= 0;
    }

    /** The caller's, else the trace's: what was passed on. */
    void id(RequestContext exchange, LineText to, Quoting quoting) {
        int given = givenId(exchange);
        if (given >= 0) {
            field(exchange.request().fields(), given, MAX_ID, to, quoting);
        } else {
            trace(exchange.trace(), to);
        }
    }

    private static int givenId(RequestContext exchange) {
        if (!exchange.isReadable()) {
            return -1;
        }
        Fields fields = exchange.request().fields();
        int field = fields.find(FieldName.X_REQUEST_ID);
        return field >= 0 && fields.valueEnd(field) > fields.valueStart(field) ? field : -1;
    }

    static void trace(TraceState trace, LineText to) {
        to.plain(trace.digits(), 0, TraceState.TRACE_DIGITS);
    }

    void instance(@Nullable Instance instance, LineText to, Quoting quoting) {
        if (instance == null) {
            return;
        }
        Endpoint endpoint = instance.endpoint();
        byte[] plain = endpoints.plain(endpoint);
        if (plain != null) {
            to.plain(plain);
            return;
        }
        boolean literal = endpoint.host().indexOf(':') >= 0;
        if (literal) {
            to.plain('[');
        }
        name(to, endpoint.host(), quoting);
        if (literal) {
            to.plain(']');
        }
        to.plain(':').number(endpoint.port());
    }

    private static void field(Fields fields, int field, int max, LineText to, Quoting quoting) {
        to.text(fields.bytes(), fields.valueStart(field), fields.valueEnd(field), max, quoting);
    }
}
