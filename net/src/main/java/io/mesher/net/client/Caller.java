package io.mesher.net.client;

import io.mesher.net.websocket.WebSocketListener;

/** Makes calls of Mesher's own. Event loop only, like the listeners. */
public interface Caller {
    /** Exactly one method of the listener is called, once, and never before this returns. */
    Call call(CallRequest request, CallListener listener);

    /** Asks for an upgrade to a WebSocket; the request has no body. Nothing is called before this returns. */
    Call webSocket(CallRequest request, WebSocketListener listener);

    /** Something under way. */
    interface Call {
        /** Ends it: its listener hears nothing more. Does nothing when it has ended; an open WebSocket ends by its own close. */
        void cancel();
    }
}
