package io.mesher.app;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT: the first one asks for an orderly end, the second for an end at once. A JVM shutdown hook can't tell them
 * apart, hence {@code sun.misc.Signal}, which jdk.unsupported exports for this.
 */
final class Signals {
    private Signals() {}

    /**
     * @param first on a thread of its own: may take its time; the argument is the signal's number
     * @param second after that, for each further signal
     */
    static void handle(IntConsumer first, IntConsumer second) {
        AtomicInteger count = new AtomicInteger();
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> {
                if (count.getAndIncrement() == 0) {
                    first.accept(signal.getNumber());
                } else {
                    second.accept(signal.getNumber());
                }
            });
        }
    }
}
