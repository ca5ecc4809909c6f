package io.mesher.app.config;

import io.mesher.core.config.TracingConfig.SecretFields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Of OpenTelemetry's environment variables those that say how spans are sent; asked only where some are. */
final class OtelExport {
    static final String BATCH_SIZE = "OTEL_BSP_MAX_EXPORT_BATCH_SIZE";
    static final String QUEUE_SIZE = "OTEL_BSP_MAX_QUEUE_SIZE";
    static final String DELAY = "OTEL_BSP_SCHEDULE_DELAY";
    private static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";
    private static final String PROPAGATORS = "OTEL_PROPAGATORS";
    private static final String OTLP = "OTEL_EXPORTER_OTLP_";
    private static final String OTLP_TRACES = "OTEL_EXPORTER_OTLP_TRACES_";
    private static final List<String> UNDERSTOOD = List.of("tracecontext", "b3", "b3multi");

    private final OtelEnvironment environment;

    OtelExport(OtelEnvironment environment) {
        this.environment = environment;
    }

    /** The variable for traces goes before that for everything. */
    private String ofOtlp(String name) {
        return environment.value(OTLP_TRACES + name).isEmpty() ? OTLP + name : OTLP_TRACES + name;
    }

    int number(String variable, int fallback, int max) {
        return parsed(variable, fallback, new Parsers.Int(1, max));
    }

    Duration delay(Duration fallback) {
        return millis(DELAY, fallback);
    }

    Duration timeout(Duration fallback) {
        return millis(ofOtlp("TIMEOUT"), fallback);
    }

    private Duration millis(String variable, Duration fallback) {
        int min = (int) ExporterReader.MIN_DURATION.toMillis();
        int max = (int) ExporterReader.MAX_DURATION.toMillis();
        int millis = parsed(variable, 0, new Parsers.Int(min, max));
        return millis == 0 ? fallback : Duration.ofMillis(millis);
    }

    boolean gzip(boolean fallback) {
        String word = parsed(ofOtlp("COMPRESSION"), "", new Parsers.OneOf(ExporterReader.COMPRESSIONS));
        return word.isEmpty() ? fallback : word.equals(ExporterReader.GZIP);
    }

    SecretFields fields() {
        String variable = ofOtlp("HEADERS");
        try {
            return CollectorFields.lines(new PairList(new CollectorFields()).parse(environment.value(variable)));
        } catch (BadValue e) {
            environment.warnHidden(variable, e.why());
            return SecretFields.NONE;
        }
    }

    /** With {@code service.name} where it says that; one part that can't be used spoils all, as the specification has it. */
    Map<String, String> attributes() {
        return parsed(ATTRIBUTES, Map.of(), new PairList(new ResourceAttributes(true)));
    }

    private <T> T parsed(String variable, T fallback, KeyReader.Parser<T> parser) {
        String text = environment.value(variable);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parser.parse(text);
        } catch (BadValue e) {
            environment.warn(variable, e.why());
            return fallback;
        }
    }

    /** Which headers are read and sent isn't chosen by it: what no mesh hop could read would end each trace here. */
    static void checkPropagators(OtelEnvironment environment) {
        String text = environment.value(PROPAGATORS);
        boolean understood = text.isEmpty();
        for (String name : text.split(",", -1)) {
            understood |= UNDERSTOOD.contains(name.strip().toLowerCase(Locale.ROOT));
        }
        if (!understood) {
            environment.warn(
                    PROPAGATORS,
                    ": Mesher reads and sends traceparent and B3 (expected: tracecontext, b3 or b3multi among them, or "
                            + TracingKeys.ENABLED + ": false, which passes trace headers on unchanged)");
        }
    }
}
