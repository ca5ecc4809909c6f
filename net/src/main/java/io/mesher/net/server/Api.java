package io.mesher.net.server;

/** What answers requests to an API of Mesher's own. Called on the connection's event loop, so it never waits. */
public interface Api {
    /** Answers by the reply, now or later on the same event loop. */
    void onRequest(ApiRequest request, ApiReply reply);
}
