package io.mesher.control.metrics;

import io.mesher.core.telemetry.metrics.Buckets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes metrics in one of the text formats. The samples of a family follow it at once. */
public final class PrometheusText {
    private static final long NANOS = 1_000_000_000;
    private static final String TOTAL = "_total";

    /** What a family is. */
    public enum Kind {
        COUNTER,
        GAUGE,
        SUMMARY,
        HISTOGRAM
    }

    private final StringBuilder text = new StringBuilder(8192);
    private final Exposition format;

    public PrometheusText() {
        this(Exposition.TEXT);
    }

    public PrometheusText(Exposition format) {
        this.format = format;
    }

    /** OpenMetrics names a family of counters without the {@code _total} of its samples. */
    public PrometheusText family(String name, Kind kind, String help) {
        boolean open = format == Exposition.OPEN_METRICS;
        String family = open && kind == Kind.COUNTER && name.endsWith(TOTAL)
                ? name.substring(0, name.length() - TOTAL.length())
                : name;
        text.append("# HELP ").append(family).append(' ');
        escape(help, open);
        text.append("\n# TYPE ").append(family).append(' ').append(kind.name().toLowerCase(Locale.ROOT));
        text.append('\n');
        return this;
    }

    /** A family of one number without labels. */
    public PrometheusText single(String name, Kind kind, String help, long value) {
        return family(name, kind, help).sample(name, value);
    }

    public PrometheusText sample(String name, long value, Label... labels) {
        return sample(name, Long.toString(value), labels);
    }

    /** Exact, in decimal. {@code nanos}: not negative. */
    public PrometheusText seconds(String name, long nanos, Label... labels) {
        return sample(name, decimal(nanos), labels);
    }

    /** Billionths as a decimal number. */
    private static String decimal(long nanos) {
        long fraction = nanos % NANOS;
        String seconds = Long.toString(nanos / NANOS);
        if (fraction == 0) {
            return seconds;
        }
        // With a one in front the leading zeros stay. BigDecimal would do it too, and load a thread pool's classes.
        String digits = Long.toString(NANOS + fraction);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return seconds + '.' + digits.substring(1, end);
    }

    /** @param sums each bucket's own count, and after them the sum in nanoseconds */
    public PrometheusText histogram(String name, Buckets buckets, long[] sums, Label... labels) {
        long count = 0;
        String bucket = name + "_bucket";
        for (int i = 0; i < buckets.count(); i++) {
            count += sums[i];
            String bound = i == buckets.count() - 1 ? "+Inf" : bound(buckets.bound(i));
            series(bucket, labels, new Label("le", bound));
            text.append(count).append('\n');
        }
        seconds(name + "_sum", sums[sums.length - 1], labels);
        return sample(name + "_count", count, labels);
    }

    /** The same in both formats, since Prometheus takes {@code 1} and {@code 1.0} for different bounds. */
    static String bound(long nanos) {
        String decimal = decimal(nanos);
        return decimal.indexOf('.') < 0 ? decimal + ".0" : decimal;
    }

    private PrometheusText sample(String name, String value, Label... labels) {
        series(name, labels, null);
        text.append(value).append('\n');
        return this;
    }

    private void series(String name, Label[] labels, @Nullable Label last) {
        text.append(name);
        char before = '{';
        for (Label label : labels) {
            label(before, label);
            before = ',';
        }
        if (last != null) {
            label(before, last);
            before = ',';
        }
        if (before == ',') {
            text.append('}');
        }
        text.append(' ');
    }

    private void label(char before, Label label) {
        text.append(before).append(label.name()).append("=\"");
        escape(label.value(), true);
        text.append('"');
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

    /** The whole, ended as the format asks. */
    public String end() {
        return format == Exposition.OPEN_METRICS ? text + "# EOF\n" : text.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
