package io.mesher.proxy.record;

import io.mesher.core.telemetry.log.LineRing;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Exchange;

/** One JSON object, member by member. Names are kept with all that surrounds them: {@link #name}. */
final class JsonMembers {
    private final LineRing ring;
    private final LineText text;

    JsonMembers(LineRing ring) {
        this.ring = ring;
        this.text = new LineText(ring);
    }

    /** For members that aren't the first. */
    static byte[] name(String name) {
        return LineText.ascii(",\"" + name + "\":");
    }

    LineRing ring() {
        return ring;
    }

    LineText text() {
        return text;
    }

    /** Begins a text, of which others write the inside. */
    LineText open(byte[] name) {
        return text.plain(name).plain('"');
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
    void ids(Exchange exchange, RequestText request, byte[] trace, byte[] span, byte[] id) {
        if (exchange.trace().isActive()) {
            RequestText.trace(exchange.trace(), open(trace));
            close();
            open(span).hex(exchange.trace().spanId()).plain('"');
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

    void millis(byte[] name, long nanos) {
        text.plain(name).millis(nanos);
    }
}
