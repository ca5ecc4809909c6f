package io.mesher.net.http;

import java.nio.ByteBuffer;

/** The owner of an exchange, as the downstream side sees it. Called on the event loop; lent by {@link StreamHandlers}. */
public interface ServerHandler {
    /** A checked request head. The body, if any, follows once it is wanted. */
    void onRequest(ServerStream stream);

    /** A piece of the body, to be taken whole before this returns. */
    void onBody(ByteBuffer data);

    void onBodyEnd(Fields trailers);

    /**
     * Instead of {@link #onRequest}: there is no valid head, or one that asks for what nobody does
     * ({@link RequestFailure.Expectation}). An {@link ServerStream#answer} is expected at once.
     *
     * @param began when its first byte was there, by the loop's clock: the head may have taken long
     */
    void onBadRequest(ServerStream stream, RequestFailure failure, long began);

    /** The request broke off or was wrong after its head. The stream can still answer, unless it is gone. */
    void onRequestFailed(RequestFailure failure);

    /** In a tunnel: the caller sends no more. */
    void onTunnelEnd();

    /** The caller doesn't take bytes fast enough: stop the source. Only interest may be changed here. */
    void onCongested();

    void onDrained();
}
