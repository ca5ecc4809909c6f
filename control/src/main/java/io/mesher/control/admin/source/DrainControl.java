package io.mesher.control.admin.source;

/** Takes Mesher out of service, and back. Any thread. */
public interface DrainControl {
    enum State {
        SERVING,
        /** Not ready and off the registry, but still serving who comes. */
        DRAINING,
        /** On the way to its end, from which nothing brings it back. */
        ENDING
    }

    State state();

    /**
     * Has no effect while it ends. Again and again is the same as once.
     *
     * @param wanted whether to drain, else to serve again
     * @param done called once, on any thread, when it is off the registry, or is about to register again
     */
    void drain(boolean wanted, Runnable done);
}
