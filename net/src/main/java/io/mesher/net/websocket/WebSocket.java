package io.mesher.net.websocket;

/** One open WebSocket, either side. Pings are answered by it. After the end all methods do nothing. Event loop only. */
public interface WebSocket {
    int NORMAL = 1000;
    int GOING_AWAY = 1001;
    int PROTOCOL_ERROR = 1002;
    int TOO_LARGE = 1009;

    /**
     * Sends a text message. Taken whole.
     *
     * @param utf8 not changed by anybody
     */
    void text(byte[] utf8);

    /** Sends a ping without content. */
    void ping();

    /**
     * Begins the closing handshake; {@link WebSocketListener#onClosed} follows.
     *
     * @param reason at most 123 bytes of UTF-8
     */
    void close(int code, String reason);

    /** Ends the connection at once without a close frame; {@link WebSocketListener#onClosed} doesn't follow. */
    void abort();

    /** Whether the peer takes bytes slower than they are sent: a server should drop such a peer rather than collect for it. */
    boolean isCongested();
}
