package io.mesher.net.http;

import java.nio.ByteBuffer;

/** The owner of an exchange, as the upstream side sees it. Called on the event loop. */
public interface ClientHandler {
    /** An interim response (1xx, not 101). */
    void onInterim(ResponseHead head);

    /** The final response's head. */
    void onResponse(ResponseHead head);

    /** The upstream switches to what was asked for: from here on bytes are passed as they are. */
    void onSwitch(ResponseHead head);

    /** A piece of the body, to be taken whole before this returns. */
    void onBody(ByteBuffer data);

    /** The response is complete. */
    void onEnd(Fields trailers);

    /** In a tunnel: the upstream sends no more. */
    void onTunnelEnd();

    /** The upstream doesn't take bytes fast enough: stop the source. Only interest may be changed here. */
    void onUpstreamCongested();

    void onUpstreamDrained();

    /** No response, or not all of it. */
    void onFailure(ResponseFailure failure);
}
