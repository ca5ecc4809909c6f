package io.mesher.proxy;

import java.util.function.Consumer;

/** A recorder as a lambda. */
final class RecorderOf extends Recorder {
    private final Consumer<RequestContext> onEnd;

    RecorderOf(Consumer<RequestContext> onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public void onEnd(RequestContext exchange) {
        onEnd.accept(exchange);
    }
}
