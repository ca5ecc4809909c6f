package io.mesher.app.config.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ${NAME||default}} in the strings of YAML files. */
final class Placeholders {
    private final Map<String, String> environment;
    private final Problems problems;

    Placeholders(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** What doesn't look like a placeholder stays as it is: a regular expression may well contain <code>${</code>. */
    String expand(String text, String place, String key) {
        int open = text.indexOf("${");
        if (open < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                if (isName(text.substring(open + 2).strip())) {
                    problems.warning(place, key, "${ without } (expected: ${NAME} or ${NAME||default})");
                }
                break;
            }
            String inner = text.substring(open + 2, close);
            int bars = inner.indexOf("||");
            String name = bars < 0 ? inner : inner.substring(0, bars);
            out.append(text, from, open);
            if (isName(name)) {
                out.append(valueOf(name, bars < 0 ? null : inner.substring(bars + 2), place, key));
            } else {
                out.append(text, open, close + 1);
            }
            from = close + 1;
            open = text.indexOf("${", from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private String valueOf(String name, @Nullable String fallback, String place, String key) {
        String value = environment.get(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (fallback != null) {
            return fallback;
        }
        problems.warning(
                place,
                key,
                "${" + name + "}: the environment has no " + name + " (expected: that it is set, or ${" + name
                        + "||default})");
        return "";
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
