package io.mesher.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Numbers that one thread writes and any thread reads. A reader may see a number that is a moment old, and of two numbers the newer
 * of one and the older of the other, but never a torn one (opaque access, JLS 17.7).
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

    /** Any thread. */
    public long get(int place) {
        return (long) NUMBERS.getOpaque(numbers, place);
    }

    public int size() {
        return numbers.length;
    }
}
