package io.mesher.registry.client.loop;

import java.util.function.Consumer;

/**
 * Runs the callbacks of one part of the client. A defect, an exception that nobody expects, is reported and followed by the
 * part's recovery. Without that the part would wait forever for what the callback was about to begin, since the event loop
 * survives the defect and nobody else calls. Event loop only.
 *
 * @param recovery lets the part go on; may find it in any state, a stopped one among them
 */
public record DefectGuard(Timing timing, Runnable recovery) {
    /** For callbacks that leave nothing undone. */
    public static DefectGuard reporting(Timing timing) {
        return new DefectGuard(timing, DefectGuard::recoverNothing);
    }

    private static void recoverNothing() {}

    public void run(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | StackOverflowError | LinkageError defect) {
            timing.reportDefect(defect);
            recovery.run();
        }
    }

    /** The same callback, guarded; for timers. */
    public Runnable action(Runnable callback) {
        return new GuardedAction(this, callback);
    }

    /** The same callback, guarded; for answers. */
    public <T> Consumer<T> answer(Consumer<T> callback) {
        return new GuardedAnswer<>(this, callback);
    }

    private record GuardedAction(DefectGuard guard, Runnable callback) implements Runnable {
        @Override
        public void run() {
            guard.run(callback);
        }
    }

    private record GuardedAnswer<T>(DefectGuard guard, Consumer<T> callback) implements Consumer<T> {
        @Override
        public void accept(T answer) {
            guard.run(() -> callback.accept(answer));
        }
    }
}
