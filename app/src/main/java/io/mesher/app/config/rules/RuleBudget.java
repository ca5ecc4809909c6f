package io.mesher.app.config.rules;

/** What the rules of all services may take together, and those of each: aliases and repetitions multiply. */
final class RuleBudget {
    private static final int MAX_VALUES = 1_000_000;
    /** Some 30 MB. */
    private static final int MAX_STEPS = 1_000_000;
    /** What one service takes too much of, the others still have. */
    private static final int MAX_OF_KEY = 100_000;

    static final String VALUES =
            "too many values (expected: at most " + MAX_OF_KEY + " of one key, " + MAX_VALUES + " of all)";
    static final String TESTS = "too many and too large operators (expected: at most " + MAX_OF_KEY
            + " steps of one key, " + MAX_STEPS + " of all)";

    /** Each compares a name with those of all match policies. */
    static final int MAX_SUGGESTIONS = 100;

    private int values;
    private int steps;
    private int valuesOfKey;
    private int stepsOfKey;
    private int suggestions;

    /** What is taken from now on is of another key. */
    void nextKey() {
        valuesOfKey = 0;
        stepsOfKey = 0;
    }

    /** Whether one more value may be taken. */
    boolean takeValue() {
        if (valuesOfKey == MAX_OF_KEY || values == MAX_VALUES) {
            return false;
        }
        valuesOfKey++;
        values++;
        return true;
    }

    /** Whether one more suggestion may be looked for; each call takes one. */
    boolean takeSuggestion() {
        return suggestions < MAX_SUGGESTIONS && ++suggestions > 0;
    }

    /** Whether that much more may be tested. */
    boolean takeTest(int size) {
        if (size > MAX_OF_KEY - stepsOfKey || size > MAX_STEPS - steps) {
            return false;
        }
        stepsOfKey += size;
        steps += size;
        return true;
    }
}
