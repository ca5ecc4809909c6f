package io.mesher.app;

/** One of the parts that a running Mesher consists of. Opened, started and closed once, each on one thread. */
interface Part extends AutoCloseable {
    /**
     * The logger that all parts share: an operator need not know which part wrote a line. It is a text, because a part that used
     * the class {@link Mesher}, which knows all parts, would form a knot with it.
     */
    String LOGGER = "io.mesher.app.Mesher";

    /** Takes what the part needs from the system. If it throws, {@link #close} is called too. */
    void open() throws StartFailure;

    /** Begins the work, after all parts are open. */
    default void start() {}

    /** Ends at once, even with requests in flight. */
    @Override
    void close();
}
