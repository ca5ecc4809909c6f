package io.mesher.proxy;

import java.util.function.Consumer;

/** A recorder as a lambda. */
final class RecorderOf extends Recorder {
    private final Consumer<Exchange> onEnd;

    RecorderOf(Consumer<Exchange> onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public void onEnd(Exchange exchange) {
        onEnd.accept(exchange);
    }
}
