package io.mesher.control.admin;

import java.util.Locale;

/** Writes metrics in Prometheus' text format 0.0.4. The samples of a family follow it at once. */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final long NANOS = 1_000_000_000;

    enum Kind {
        COUNTER,
        GAUGE,
        SUMMARY
    }

    /** @param value any text; it is escaped */
    record Label(String name, String value) {}

    private final StringBuilder text = new StringBuilder(4096);

    PrometheusText family(String name, Kind kind, String help) {
        text.append("# HELP ").append(name).append(' ');
        escape(help, false);
        text.append("\n# TYPE ").append(name).append(' ').append(kind.name().toLowerCase(Locale.ROOT));
        text.append('\n');
        return this;
    }

    PrometheusText sample(String name, long value, Label... labels) {
        return sample(name, Long.toString(value), labels);
    }

    /** Exact, in decimal. {@code nanos}: not negative. */
    PrometheusText seconds(String name, long nanos, Label... labels) {
        long fraction = nanos % NANOS;
        String seconds = Long.toString(nanos / NANOS);
        if (fraction == 0) {
            return sample(name, seconds, labels);
        }
        // With a one in front the leading zeros stay. BigDecimal would do it too, and load a thread pool's classes.
        String digits = Long.toString(NANOS + fraction);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return sample(name, seconds + '.' + digits.substring(1, end), labels);
    }

    private PrometheusText sample(String name, String value, Label... labels) {
        text.append(name);
        char before = '{';
        for (Label label : labels) {
            text.append(before).append(label.name()).append("=\"");
            escape(label.value(), true);
            text.append('"');
            before = ',';
        }
        if (labels.length > 0) {
            text.append('}');
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    private void escape(String value, boolean quotes) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') {
                text.append("\\n");
            } else {
                if (c == '\\' || (c == '"' && quotes)) {
                    text.append('\\');
                }
                text.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
