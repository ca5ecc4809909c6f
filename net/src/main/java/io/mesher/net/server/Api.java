package io.mesher.net.server;

import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** What answers requests to an API of Mesher's own. Called on the connection's event loop, so it never waits. */
public interface Api {
    /** Answers by the reply, now or later on the same event loop. */
    void onRequest(ApiRequest request, ApiReply reply);

    /** What is said to a request before anything else of it is looked at, its body and CONNECT included; null to go on. */
    default @Nullable OwnResponse refusal(RequestHead head) {
        return null;
    }

    /**
     * Whether the body of a request that has one is read before {@link #onRequest}. Else that is called without a body, and
     * the connection ends after the answer.
     */
    default boolean wantsBody(RequestHead head) {
        return true;
    }

    /** The answer to what isn't a request. It ends the connection. */
    default OwnResponse badRequest(RequestFailure failure) {
        return BadRequest.of(failure);
    }
}
