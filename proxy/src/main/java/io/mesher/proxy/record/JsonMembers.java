package io.mesher.proxy.record;

import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.RequestContext;
import io.mesher.proxy.trace.TraceState;

/** One JSON object, member by member. Names are kept with all that surrounds them: {@link #number}, {@link #text(String)}. */
final class JsonMembers {
    private final LineText text;

    JsonMembers(LineText text) {
        this.text = text;
    }

    /** A number's, where it isn't the first member. */
    static byte[] number(String name) {
        return LineText.ascii(",\"" + name + "\":");
    }

    /** A text's, with what opens it. */
    static byte[] text(String name) {
        return LineText.ascii(",\"" + name + "\":\"");
    }

    LineText text() {
        return text;
    }

    /** Begins a text, of which others write the inside. */
    LineText open(byte[] name) {
        return text.plain(name);
    }

    void close() {
        text.plain('"');
    }

    void plain(byte[] name, byte[] ours) {
        open(name).plain(ours).plain('"');
    }

    void plain(byte[] name, String ours) {
        open(name).plain(ours).plain('"');
    }

    /** A name that somebody else may have chosen; nothing where it is empty. */
    void name(byte[] member, String name, RequestText request) {
        if (!name.isEmpty()) {
            open(member);
            request.name(text, name, Quoting.JSON);
            close();
        }
    }

    /** By what the request is found elsewhere, as far as there is something. */
    void ids(RequestContext exchange, RequestText request, byte[] trace, byte[] span, byte[] id) {
        if (exchange.trace().isActive()) {
            RequestText.trace(exchange.trace(), open(trace));
            close();
            byte[] digits = exchange.trace().digits();
            open(span).plain(digits, TraceState.TRACE_DIGITS, digits.length).plain('"');
        }
        if (RequestText.hasId(exchange)) {
            request.id(exchange, open(id), Quoting.JSON);
            close();
        }
    }

    /** Nothing where the caller doesn't name itself. */
    void agent(RequestHead head, RequestText request, byte[] name) {
        if (RequestText.hasAgent(head)) {
            request.agent(head, open(name), Quoting.JSON);
            close();
        }
    }

    void number(byte[] name, long value) {
        text.plain(name).number(value);
    }

    /** Nothing where it took no time. */
    void millisIfAny(byte[] name, long nanos) {
        if (nanos > 0) {
            millis(name, nanos);
        }
    }

    void numberIfAny(byte[] name, long value) {
        if (value > 0) {
            number(name, value);
        }
    }

    void millis(byte[] name, long nanos) {
        text.plain(name).millis(nanos);
    }
}
