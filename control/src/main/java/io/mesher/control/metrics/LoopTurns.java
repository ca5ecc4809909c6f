package io.mesher.control.metrics;

/** How an event loop spends its time. Any thread. */
public interface LoopTurns {
    String name();

    /** Time in turns, without the waits between them. */
    long busyNanos();

    /** How many buckets of turn lengths there are, and as many of delays; the last without a bound. */
    int buckets();

    /** The longest turn or delay of a bucket but the last. */
    long boundNanos(int bucket);

    /** Turns that lasted as long as the bucket says and longer than the one before says. */
    long turns(int bucket);

    /** How often the loop woke too late for a timer, by as much as the bucket says and more than the one before says. */
    long delays(int bucket);

    /** The sum of these delays. */
    long lateNanos();
}
