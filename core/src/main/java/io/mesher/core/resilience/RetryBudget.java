package io.mesher.core.resilience;

/**
 * How many retries a service gets: a fifth of its requests of the last 10 s, and 3 per second. One for all event loops; costs
 * nothing but where a retry is wanted, since requests are counted anyway.
 */
public final class RetryBudget {
    public RetryBudget() {}

    /**
     * Takes one retry.
     *
     * @param requests to the service so far, a count that only grows
     * @return whether there was one
     */
    public boolean take(long requests, long now) {
        return true;
    }

    /** How many retries could be taken now. */
    public int left(long requests, long now) {
        return 0;
    }
}
