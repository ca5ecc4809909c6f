package io.mesher.net.websocket;

/** The owner of a {@link WebSocket}. Called on its event loop. */
public interface WebSocketListener {
    void onOpen(WebSocket socket);

    /**
     * A whole text message.
     *
     * @param utf8 the listener's own
     */
    void onText(byte[] utf8);

    /** The peer sent a ping; it is answered already. */
    default void onPing() {}

    default void onPong() {}

    /**
     * The end, also of one that never opened.
     *
     * @param code of the peer's close frame, or 1005 where it had none, 1006 where the connection ended without one, 0 where
     *     there never was a WebSocket
     * @param reason of the close frame, else what happened, for a log line
     */
    void onClosed(int code, String reason);
}
