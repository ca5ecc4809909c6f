package io.mesher.registry.server;

import io.mesher.net.server.ApiReply;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.wire.BadJson;

/** What stands behind a route. */
sealed interface Operation {
    void serve(Call call, ApiReply reply) throws Refusal, BadJson;

    /** Answers at once. */
    @FunctionalInterface
    non-sealed interface Http extends Operation {
        Answer answer(Call call) throws Refusal, BadJson;

        @Override
        default void serve(Call call, ApiReply reply) throws Refusal, BadJson {
            reply.send(answer(call).response());
        }
    }

    /** Opens a WebSocket, always: what is wrong is told on it. */
    @FunctionalInterface
    non-sealed interface Socket extends Operation {
        /** A client's own data frames have no meaning, and the Service Center ends the socket at longer ones. */
        int MAX_MESSAGE_BYTES = 64;

        WebSocketListener open(Call call) throws Refusal;

        @Override
        default void serve(Call call, ApiReply reply) throws Refusal {
            reply.webSocket(open(call), MAX_MESSAGE_BYTES);
        }
    }
}
