package io.mesher.net.http;

import java.nio.ByteBuffer;

/**
 * The upstream side of one exchange: a request goes out, its response comes back to the {@link ClientHandler}. Event loop only;
 * it belongs to someone else after the handler heard of the end or of a failure.
 */
public interface ClientStream {
    /**
     * Sends a request's head.
     *
     * @param added lines after the request's own
     * @param upgrade whether the request's {@code Upgrade} goes along
     */
    void request(RequestHead head, AddedFields added, boolean upgrade, ClientHandler handler);

    /** Takes all of {@code data}; the source stops when {@link #isCongested} afterwards. */
    void body(ByteBuffer data);

    void end(Fields trailers);

    boolean isCongested();

    /** Bytes of the response's body are wanted, which they are at first, or aren't. */
    void bodyWanted(boolean wanted);

    /** In a tunnel: no more bytes go to the upstream. */
    void endTunnel();

    /** Whether the connection stood before this request, so that it may be found closed. */
    boolean isReused();

    /** From now on its connection takes this caller's requests only, until it is closed; the holder closes it. */
    ReservedConnection reserve();

    /** Ends the exchange before its end; others on the same connection go on. The handler hears nothing more. */
    void cancel();
}
