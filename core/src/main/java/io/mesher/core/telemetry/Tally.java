package io.mesher.core.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Numbers that one thread writes and any thread reads. A reader may see one that is a moment old, and of two the newer of one and
 * the older of the other, but never a torn one (opaque access, JLS 17.7).
 */
public class Tally {
    private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] numbers;

    public Tally(int size) {
        this.numbers = new long[size];
    }

    /** The writer's thread. */
    public void add(int place, long amount) {
        NUMBERS.setOpaque(numbers, place, numbers[place] + amount);
    }

    /** The writer's thread. */
    public void set(int place, long number) {
        NUMBERS.setOpaque(numbers, place, number);
    }

    /** Any thread. */
    public long get(int place) {
        return (long) NUMBERS.getOpaque(numbers, place);
    }

    public int size() {
        return numbers.length;
    }
}
