package io.mesher.app.config;

/** What the rules of all services may take together: aliases and repetitions multiply. */
final class RuleBudget {
    private static final int MOST_VALUES = 1_000_000;
    /** Some 30 MB. */
    private static final int MOST_STEPS = 1_000_000;

    private int values;
    private int steps;

    /** Whether one more value may be taken. */
    boolean takeValue() {
        return ++values <= MOST_VALUES;
    }

    /** Whether that much more may be tested. */
    boolean takeTest(int size) {
        steps += Math.min(size, MOST_STEPS - steps + 1);
        return steps <= MOST_STEPS;
    }
}
