package io.mesher.registry.server;

import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.wire.BadJson;

/** What stands behind a route. */
sealed interface Endpoint {
    /** Answers at once. */
    @FunctionalInterface
    non-sealed interface Http extends Endpoint {
        Answer answer(Call call) throws Refusal, BadJson;
    }

    /** Opens a WebSocket, always: what is wrong is told on it. */
    @FunctionalInterface
    non-sealed interface Socket extends Endpoint {
        WebSocketListener open(Call call) throws Refusal;
    }
}
