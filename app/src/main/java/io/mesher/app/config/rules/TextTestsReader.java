package io.mesher.app.config.rules;

import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.TextTest;
import io.mesher.core.route.TextTest.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code {exact: a, caseInsensitive: true}}: what a text of the request must be like. */
final class TextTestsReader {
    private static final String IGNORE_CASE = "caseInsensitive";
    private static final List<String> NAMES = names();
    private static final int MAX_CHARS = 4096;

    private final RuleBudget budget;
    private final Faults faults;

    TextTestsReader(RuleBudget budget, Faults faults) {
        this.budget = budget;
        this.faults = faults;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            names.add(operator.written());
        }
        names.add(IGNORE_CASE);
        return List.copyOf(names);
    }

    /** One test at least, or a fault. */
    List<TextTest> read(Value value, String path) {
        if (!(value instanceof Value.Keys)) {
            faults.add(value.place(), path, Faults.kind(value) + " (expected: operators, such as {exact: \"value\"})");
            return List.of();
        }
        NestedMap map = NestedMap.of(value, path, faults, NAMES);
        boolean ignoreCase = map.read(IGNORE_CASE, false, new Words.Bool());
        List<TextTest> tests = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            Value operand = map.find(operator.written());
            if (operand != null) {
                add(map, operator, operand, ignoreCase, tests);
            }
        }
        if (tests.isEmpty() && hasOnlyCase(map.values())) {
            map.fault("no operator (expected: one at least of " + String.join(", ", NAMES) + ")");
        }
        return tests;
    }

    private static boolean hasOnlyCase(Map<String, Value> values) {
        return values.isEmpty() || (values.size() == 1 && values.containsKey(IGNORE_CASE));
    }

    private void add(NestedMap map, Operator operator, Value operand, boolean ignoreCase, List<TextTest> tests) {
        String name = operator.written();
        if (!(operand instanceof Value.Scalar scalar)) {
            map.fault(operand.place(), name, Faults.kind(operand) + " (expected: a text)");
            return;
        }
        if (scalar.text().length() > MAX_CHARS) {
            map.fault(operand.place(), name, "longer than " + MAX_CHARS + " characters");
            return;
        }
        try {
            TextTest test = TextTest.of(operator, scalar.text(), ignoreCase);
            if (budget.takeTest(test.size())) {
                tests.add(test);
            } else {
                map.fault(operand.place(), name, RuleBudget.TESTS);
            }
        } catch (IllegalArgumentException e) {
            map.fault(operand.place(), name, Faults.kind(operand) + ": " + e.getMessage());
        }
    }
}
