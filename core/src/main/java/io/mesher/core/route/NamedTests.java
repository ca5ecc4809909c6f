package io.mesher.core.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the field, query parameter or cookie of this name must be like: all of the tests hold.
 *
 * @param name of fields in any case
 */
public record NamedTests(String name, List<TextTest> tests) {
    public NamedTests {
        tests = List.copyOf(tests);
    }

    /** @param value null where the request doesn't have it */
    boolean match(@Nullable String value) {
        return allHold(tests, value == null ? "" : value);
    }

    static boolean allHold(List<TextTest> tests, String value) {
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).matches(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name + " " + tests;
    }
}
