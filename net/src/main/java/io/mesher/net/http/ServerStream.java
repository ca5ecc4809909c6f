package io.mesher.net.http;

import io.mesher.net.loop.EventLoop;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The downstream side of one exchange: a request came, one response goes back. Over HTTP/1.1 it is a connection between two
 * requests. Event loop only; after {@link #end} or {@link #abort} it belongs to the next request.
 */
public interface ServerStream {
    EventLoop loop();

    /** What is known about the connection that it is on. */
    ConnectionFacts connection();

    /** What an earlier request of the same connection left with {@link #bind}. */
    @Nullable CallerBound bound();

    /** Keeps it until the connection ends, which it hears of. Once per connection. */
    void bind(CallerBound bound);

    /** Until the exchange ends. */
    RequestHead request();

    /** Passes an interim response (1xx, not 101) on, where the caller's version knows them. */
    void interim(ResponseHead head, AddedFields added);

    /**
     * Begins the response. The framing towards the caller follows from {@code head} and the caller's version. Where the request's
     * body hasn't all come by now, this response is the connection's last.
     */
    void head(ResponseHead head, AddedFields added);

    /** Takes all of {@code data}; the source stops when {@link #isCongested} afterwards, or at {@link ServerHandler#onCongested}. */
    void body(ByteBuffer data);

    void end(Fields trailers);

    /** A whole response of our own, instead of {@link #head}. */
    void answer(OwnResponse response);

    /** @param onTaken called on the event loop when the caller has taken all of it, or is gone */
    void answer(OwnResponse response, Runnable onTaken);

    /** Ends HTTP with this 101: from here on {@link #body} and {@link ServerHandler#onBody} carry bytes as they are. */
    void switchProtocols(ResponseHead head, AddedFields added);

    /** In a tunnel: no more bytes go to the caller. */
    void endTunnel();

    boolean isCongested();

    /** Whether the caller has ended its side after the request. It may have gone, or still read (RFC 9112 §9.6): {@link #flush} finds out. */
    boolean isInputEnded();

    /**
     * Sends what waits now rather than at the end of the event. False: the caller has gone, since it ended its side though it could
     * have sent another request, or since it refuses bytes. Those after the first are refused: on this machine at once, from
     * elsewhere after the time of a round trip.
     */
    boolean flush();

    /** The request's body is wanted from now on, or isn't. Not wanted when the request arrives. */
    void bodyWanted(boolean wanted);

    /** Breaks the response off, so that the caller notices: for a response that was cut. */
    void abort();
}
