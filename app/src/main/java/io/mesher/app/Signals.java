package io.mesher.app;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT: the first one asks for an orderly end, the second for an end at once. A JVM shutdown hook can't tell them
 * apart, hence {@code sun.misc.Signal}, which jdk.unsupported exports for this.
 */
public final class Signals {
    /** {@code timeout} and other wrappers signal the process and then its group: one wish, told twice. */
    private static final long ECHO_NANOS = 500_000_000;

    private static final long NONE_YET = Long.MIN_VALUE;

    private Signals() {}

    /**
     * @param first on a thread of its own: may take its time; the argument is the signal's number
     * @param second after that, for each signal that comes half a second later or more
     */
    public static void handle(IntConsumer first, IntConsumer second) {
        IntConsumer action = action(first, second, System::nanoTime);
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> action.accept(signal.getNumber()));
        }
    }

    /** Sends this process SIGTERM, as somebody outside would. */
    public static void terminate() {
        Signal.raise(new Signal("TERM"));
    }

    static IntConsumer action(IntConsumer first, IntConsumer second, LongSupplier nanoTime) {
        AtomicLong firstAt = new AtomicLong(NONE_YET);
        return number -> {
            long now = nanoTime.getAsLong();
            if (firstAt.compareAndSet(NONE_YET, now)) {
                first.accept(number);
            } else if (now - firstAt.get() >= ECHO_NANOS) {
                second.accept(number);
            }
        };
    }
}
