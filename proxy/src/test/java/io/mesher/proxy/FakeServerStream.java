package io.mesher.proxy;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.CallerBound;
import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.Fields;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http.ServerStream;
import io.mesher.net.loop.EventLoop;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** A caller that writes down what it gets, and allows nothing between two requests. */
final class FakeServerStream implements ServerStream {
    private final EventLoop loop;
    private final List<String> journal;
    private final ConnectionFacts facts;
    private Exchange handler;
    private RequestHead request;
    private long began;
    private boolean open;
    private boolean headSent;
    private boolean tunnel;
    private boolean callerEnded;
    private boolean outputEnded;
    private boolean closed;
    private boolean bodyWanted;
    private int ends;
    private boolean inputEnded;
    private CallerBound bound;
    /** The head is there until the handler has heard of it. */
    private boolean broken;

    private boolean gone;
    private String lastLines = "";
    private List<String> kept = List.of();
    private OwnResponse lastAnswer;
    private Runnable pipelined;

    FakeServerStream(EventLoop loop, InetAddress peer, List<String> journal) {
        this.loop = loop;
        this.facts = new ConnectionFacts(peer);
        this.journal = journal;
    }

    void handler(Exchange newHandler) {
        handler = newHandler;
    }

    /** As the connection does before it tells the handler of a request. */
    void begin(RequestHead newRequest) {
        if (open || closed) {
            throw new AssertionError("a request within another, or on a closed connection");
        }
        request = newRequest;
        began = loop.now();
        open = true;
        headSent = false;
        bodyWanted = false;
    }

    /** The caller sends no more, in a tunnel. */
    void endByCaller() {
        callerEnded = true;
        handler.onTunnelEnd();
        closeTunnelWhenDone();
    }

    /** A request that is there already: it begins within the call that ends the present one, as the real one does it. */
    void pipelined(Runnable next) {
        pipelined = next;
    }

    /** The connection broke: the exchange is over, whatever the handler does. */
    void gone() {
        broken = true;
        open = false;
        closed = true;
    }

    boolean isOpen() {
        return open;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isTunnel() {
        return tunnel;
    }

    boolean isBodyWanted() {
        return bodyWanted;
    }

    /** How often an exchange was ended by the handler. */
    int ends() {
        return ends;
    }

    /** The lines added to the response's head. */
    String lastLines() {
        return lastLines;
    }

    /** The response's own field lines that were sent. */
    List<String> kept() {
        return kept;
    }

    OwnResponse lastAnswer() {
        return lastAnswer;
    }

    private void write(String what) {
        if (!open) {
            throw new AssertionError("between two exchanges: " + what + " after " + journal);
        }
        journal.add(what);
    }

    private void finish(String what) {
        write(what);
        open = false;
        ends++;
        over();
        Runnable next = pipelined;
        if (next != null) {
            pipelined = null;
            next.run();
        }
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public ConnectionFacts connection() {
        return facts;
    }

    /** When the present request's first byte came. */
    long began() {
        return began;
    }

    @Override
    public RequestHead request() {
        if (!open && !broken) {
            throw new AssertionError("the request's head is gone with its exchange");
        }
        return request;
    }

    @Override
    public void interim(ResponseHead head, AddedFields added) {
        requireNoHead("interim");
        write("down interim " + head.status());
    }

    @Override
    public void head(ResponseHead head, AddedFields added) {
        requireNoHead("head");
        headSent = true;
        kept = Filtered.kept(head.fields());
        lastLines = added.toString();
        write("down head " + head.status());
    }

    @Override
    public void body(ByteBuffer data) {
        requireHead("body");
        write("down body " + FakeClientStream.text(data));
    }

    @Override
    public void end(Fields trailers) {
        requireHead("end");
        finish("down end" + (trailers.count() > 0 ? " trailers" : ""));
    }

    @Override
    public void answer(OwnResponse response) {
        requireNoHead("answer");
        lastAnswer = response;
        String fields = response.fields().toString();
        String code = fields.replaceAll("(?s).*X-Mesher-Code: ([a-z.]*)\r\n.*", "$1");
        finish("down answer " + response.status() + " " + code);
    }

    @Override
    public void answer(OwnResponse response, Runnable onTaken) {
        throw new AssertionError("no exchange waits for that");
    }

    @Override
    public void switchProtocols(ResponseHead head, AddedFields added) {
        requireNoHead("switch");
        headSent = true;
        tunnel = true;
        bodyWanted = true;
        write("down switch");
    }

    @Override
    public void endTunnel() {
        requireHead("endTunnel");
        if (outputEnded) {
            throw new AssertionError("a second endTunnel");
        }
        outputEnded = true;
        write("down endTunnel");
        closeTunnelWhenDone();
    }

    private void closeTunnelWhenDone() {
        if (open && callerEnded && outputEnded) {
            open = false;
            ends++;
            over();
            closed = true;
        }
    }

    @Override
    public boolean isCongested() {
        return false;
    }

    /** The caller closes its side behind the request; whether it is gone shows when bytes go to it. */
    void inputEnds(boolean isGone) {
        inputEnded = true;
        gone = isGone;
    }

    @Override
    public CallerBound bound() {
        return bound;
    }

    @Override
    public void bind(CallerBound toKeep) {
        bound = toKeep;
    }

    @Override
    public boolean isInputEnded() {
        return inputEnded;
    }

    @Override
    public boolean flush() {
        return !gone;
    }

    @Override
    public void bodyWanted(boolean wanted) {
        bodyWanted = wanted;
        write(wanted ? "down wanted" : "down unwanted");
    }

    @Override
    public void abort() {
        finish("down abort");
        closed = true;
    }

    /** As the real one: the handler goes back within the call that ends the exchange. */
    void over() {
        handler.forget();
    }

    private void requireHead(String what) {
        if (!headSent) {
            throw new AssertionError(what + " before the head");
        }
    }

    private void requireNoHead(String what) {
        if (headSent) {
            throw new AssertionError(what + " behind the head");
        }
    }
}
