package io.mesher.registry.client;

/** Says which services are still called. */
@FunctionalInterface
public interface UsageCounts {
    /**
     * How many requests went to services of this name so far, of whichever application. Called now and then, on the
     * client's event loop; may be late by a little.
     */
    long requests(String service);
}
