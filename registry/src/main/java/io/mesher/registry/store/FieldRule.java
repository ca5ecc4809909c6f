package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a field's text may be.
 *
 * @param field as messages name it
 * @param min fewest code points; 0 for none
 * @param max most code points; 0 for any number
 * @param form of the whole text; null for any
 * @param shown the form as messages have it
 */
record FieldRule(String field, int min, int max, @Nullable Pattern form, String shown) {
    private static final int MAX_SHOWN = 100;

    static FieldRule of(String field, int min, int max, String form) {
        return new FieldRule(field, min, max, Pattern.compile(form), form);
    }

    void check(String value) throws Refusal {
        int length = value.codePointCount(0, value.length());
        boolean lengthFits = length >= min && (max == 0 || length <= max);
        if (!lengthFits || (form != null && !form.matcher(value).matches())) {
            throw refusal(value);
        }
    }

    void checkAll(Collection<String> values) throws Refusal {
        for (String value : values) {
            check(value);
        }
    }

    /** Where empty stands for absent. */
    void checkIfAny(String value) throws Refusal {
        if (!value.isEmpty()) {
            check(value);
        }
    }

    Refusal refusal(String value) {
        String text = value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
        StringBuilder rule = new StringBuilder();
        append(rule, "Min: ", min == 0 ? "" : Integer.toString(min));
        append(rule, "Max: ", max == 0 ? "" : Integer.toString(max));
        append(rule, "Regexp: ", shown);
        return new Refusal(
                ErrorCode.INVALID_PARAMETERS,
                "field '" + field + "' invalid value '" + text + "' does not match rule: {" + rule + "}");
    }

    private static void append(StringBuilder rule, String name, String value) {
        if (!value.isEmpty()) {
            rule.append(rule.isEmpty() ? "" : ", ").append(name).append(value);
        }
    }
}
