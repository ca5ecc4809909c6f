package io.mesher.net.server;

import io.mesher.net.http.OwnResponse;
import io.mesher.net.websocket.WebSocketListener;

/**
 * Takes the answer to one request. Exactly one method is called, once, on the connection's event loop; a second time is a defect
 * and throws. When the caller has gone, nothing is sent.
 */
public interface ApiReply {
    void send(OwnResponse response);

    /**
     * Opens a WebSocket, where the request asks for one rightly; else the caller is told what is wrong (400, 426) and the
     * listener hears of the end, as it does when the caller has gone. The listener may be called before this returns.
     *
     * @param maxMessageBytes longer messages of the peer end it with 1009
     */
    void webSocket(WebSocketListener listener, int maxMessageBytes);
}
