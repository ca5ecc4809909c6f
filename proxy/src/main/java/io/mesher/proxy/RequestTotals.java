package io.mesher.proxy;

/** How many requests went to a service so far, over all event loops. Any thread. */
@FunctionalInterface
public interface RequestTotals {
    long of(String service);
}
