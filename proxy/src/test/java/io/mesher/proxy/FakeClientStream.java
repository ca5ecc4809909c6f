package io.mesher.proxy;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ReservedConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to an instance that writes down what it gets, and allows nothing after its end. */
final class FakeClientStream implements ClientStream {
    private final List<String> journal;
    private final boolean reused;
    private final StringBuilder body = new StringBuilder();
    private boolean sent = true;
    private boolean congested;
    private boolean requestEnded;
    private boolean over;
    private ClientHandler handler;
    private String lines = "";
    private List<String> kept = List.of();

    FakeClientStream(List<String> journal, boolean reused) {
        this.journal = journal;
        this.reused = reused;
    }

    /** The network takes nothing. */
    FakeClientStream unsent() {
        sent = false;
        return this;
    }

    FakeClientStream congested() {
        congested = true;
        return this;
    }

    /** To be called before the handler is told of the end or of a failure. */
    ClientHandler finish() {
        over = true;
        return handler();
    }

    ClientHandler handler() {
        if (handler == null) {
            throw new AssertionError("no request was sent");
        }
        return handler;
    }

    boolean isOver() {
        return over;
    }

    /** All that was sent of the request's body. */
    String body() {
        return body.toString();
    }

    boolean isRequestEnded() {
        return requestEnded;
    }

    /** The lines added to the request. */
    String lines() {
        return lines;
    }

    /** The request's own field lines that were sent. */
    List<String> kept() {
        return kept;
    }

    private void write(String what) {
        if (over) {
            throw new AssertionError("after the end: " + what + " after " + journal);
        }
        journal.add(what);
    }

    @Override
    public void request(RequestHead head, AddedFields added, boolean upgrade, ClientHandler newHandler) {
        handler = newHandler;
        kept = Filtered.kept(head.fields());
        lines = added.toString();
        write("up request " + head.method() + (upgrade ? " upgrade" : ""));
    }

    @Override
    public void body(ByteBuffer data) {
        if (requestEnded) {
            throw new AssertionError("body behind the end");
        }
        String text = text(data);
        body.append(text);
        write("up body " + text);
    }

    @Override
    public void end(Fields trailers) {
        if (requestEnded) {
            throw new AssertionError("a second end");
        }
        requestEnded = true;
        write("up end" + (trailers.count() > 0 ? " trailers" : ""));
    }

    @Override
    public boolean isCongested() {
        return congested;
    }

    @Override
    public void bodyWanted(boolean wanted) {
        write(wanted ? "up wanted" : "up unwanted");
    }

    @Override
    public void endTunnel() {
        write("up endTunnel");
    }

    @Override
    public boolean isReused() {
        return reused;
    }

    boolean isSent() {
        return sent;
    }

    @Override
    public ReservedConnection reserve() {
        journal.add("up reserve");
        return new ReservedConnection() {
            @Override
            public @Nullable ClientStream reopen(boolean repeatable) {
                return null;
            }

            @Override
            public void close() {
                journal.add("up reserved closed");
            }
        };
    }

    @Override
    public void cancel() {
        write("up cancel");
        over = true;
    }

    /** Takes all of it. */
    static String text(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
