package io.mesher.app.config;

import io.mesher.app.config.CollectorAddress.Collector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code tracing.*} as go-chassis and its Zipkin plug-in have it, and as older releases had it. CSE Mesher had no tracer compiled in,
 * so that what is wrong here never kept one from starting: it is refused, and no spans are sent.
 */
final class OriginalTracing {
    private static final String VERSION_1 = "/api/v1/spans";
    private static final String VERSION_2 = "/api/v2/spans";

    private final KeyReader reader;

    OriginalTracing(KeyReader reader) {
        this.reader = reader;
    }

    /**
     * Which Zipkin, and how.
     *
     * @param saidBy the key that names the collector
     * @param batchSize null: not said, likewise the interval
     */
    record Zipkin(
            Collector collector,
            String saidBy,
            @Nullable Integer batchSize,
            @Nullable Duration interval) {}

    static boolean isWritten(KeyReader reader) {
        for (String key : TracingKeys.ORIGINAL) {
            if (reader.has(key)) {
                return true;
            }
        }
        return false;
    }

    /** Null where it asks for no spans, or for what is refused. */
    @Nullable Zipkin read() {
        Boolean enabled = value(TracingKeys.OLD_ENABLED, new Parsers.Bool());
        Integer size = value(TracingKeys.SETTINGS_SIZE, new Parsers.Int(1, ExporterReader.MAX_BATCH));
        Duration interval = value(
                TracingKeys.SETTINGS_INTERVAL,
                new Parsers.Time(ExporterReader.MIN_DURATION, ExporterReader.MAX_DURATION));
        boolean tracer = isZipkin(TracingKeys.TRACER);
        boolean type = isZipkin(TracingKeys.OLD_TYPE);
        Collector uri = collector(TracingKeys.URI);
        Collector target = collector(TracingKeys.OLD_TARGET);
        boolean named = reader.has(TracingKeys.TRACER) || reader.has(TracingKeys.OLD_TYPE);
        if (!tracer || !type || Boolean.FALSE.equals(enabled)) {
            return null;
        }
        if (uri != null && target != null && !uri.equals(target)) {
            ExporterReader.shadowed(reader, TracingKeys.OLD_TARGET, TracingKeys.URI, "the newer key comes first");
        }
        if (uri != null) {
            return new Zipkin(uri, TracingKeys.URI, size, interval);
        }
        if (target != null) {
            return new Zipkin(target, TracingKeys.OLD_TARGET, size, interval);
        }
        boolean refused = reader.isFilled(TracingKeys.URI) || reader.isFilled(TracingKeys.OLD_TARGET);
        String saidBy = reader.has(TracingKeys.TRACER) ? TracingKeys.TRACER : TracingKeys.OLD_TYPE;
        return named && !refused ? new Zipkin(ExporterReader.LOCAL_ZIPKIN, saidBy, size, interval) : null;
    }

    /** True where nothing is said, too: Zipkin was the default. */
    private boolean isZipkin(String key) {
        return !reader.has(key) || "zipkin".equals(value(key, new Only("zipkin")));
    }

    private @Nullable Collector collector(String key) {
        Collector collector = reader.isFilled(key) ? value(key, new CollectorAddress()) : null;
        if (collector == null || !collector.path().equals(VERSION_1)) {
            return collector == null ? null : collector.orPath(VERSION_2);
        }
        reader.problems()
                .warning(
                        reader.placeOf(key),
                        reader.written(key),
                        VERSION_1 + ": spans are sent to " + VERSION_2
                                + ", since Mesher speaks Zipkin's version 2 (expected: a URL with " + VERSION_2 + ")");
        return collector.withPath(VERSION_2);
    }

    private <T> @Nullable T value(String key, KeyReader.Parser<T> parser) {
        Entry entry = reader.keys().find(key);
        if (entry == null) {
            return null;
        }
        String what = "a list";
        if (entry.value() instanceof Value.Scalar scalar) {
            String text = scalar.text().strip();
            try {
                return parser.parse(text);
            } catch (BadValue e) {
                what = Shown.value(key, text) + e.why();
            }
        } else {
            what += " (expected: " + parser.expected() + ")";
        }
        reader.problems().refusal(entry.place(), entry.written(), what + "; it isn't used");
        return null;
    }

    private record Only(String word) implements KeyReader.Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!text.equalsIgnoreCase(word)) {
                throw BadValue.expected(expected());
            }
            return word;
        }

        @Override
        public String expected() {
            return word + "; for an OpenTelemetry collector " + TracingKeys.EXPORTER + ": otlp";
        }
    }
}
