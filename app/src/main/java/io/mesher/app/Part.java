package io.mesher.app;

/** One of the parts that a running Mesher consists of. Opened, started and closed once, each on one thread. */
interface Part extends AutoCloseable {
    /**
     * The logger of all parts: which one a line comes from says nothing to an operator. By its name, since a class here that named
     * {@link Mesher}, which knows all parts, would belong to one knot with it.
     */
    String LOGGER = "io.mesher.app.Mesher";

    /** Takes what the part needs of the system. Where it throws, {@link #close} is called all the same. */
    void open() throws StartFailure;

    /** Begins the work, when all parts are open. */
    default void start() {}

    /** At once, whatever is under way. */
    @Override
    void close();
}
