package io.mesher.app.config;

import io.mesher.app.config.CollectorAddress.Collector;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's environment variables (opentelemetry.io, "Environment Variable Specification"), as far as they concern traces. They
 * are often set for a whole cluster, so that one that can't be used is a warning.
 */
final class OtelEnvironment {
    private static final String DISABLED = "OTEL_SDK_DISABLED";
    private static final String NAME = "OTEL_SERVICE_NAME";
    private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
    private static final String SAMPLER_ARG = "OTEL_TRACES_SAMPLER_ARG";
    private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private static final String TRACES_PROTOCOL = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";
    private static final String OUR_PROTOCOL = "http/protobuf";
    private static final String PARENT_BASED = "parentbased_";

    private final Map<String, String> environment;
    private final Problems problems;

    OtelEnvironment(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** An empty variable is as none. */
    String value(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    void warn(String name, String why) {
        problems.warning("environment " + name, "", Shown.value(name, value(name)) + why + "; it isn't used");
    }

    /** For one whose value may be a secret. */
    void warnHidden(String name, String why) {
        problems.warning("environment " + name, "", "(value not shown)" + why + "; it isn't used");
    }

    private boolean isDisabled() {
        return value(DISABLED).equalsIgnoreCase("true");
    }

    /** Empty where it isn't set. */
    String serviceName() {
        try {
            return ExporterReader.SERVICE_NAME.parse(value(NAME));
        } catch (BadValue e) {
            warn(NAME, e.why());
            return "";
        }
    }

    /** Whether a parent's decision counts is no question here: it always does. */
    double sampleRatio(double fallback) {
        if (isDisabled()) {
            return 0;
        }
        String sampler = value(SAMPLER).toLowerCase(Locale.ROOT);
        String root = sampler.startsWith(PARENT_BASED) ? sampler.substring(PARENT_BASED.length()) : sampler;
        return switch (root) {
            case "" -> fallback;
            case "always_on" -> 1;
            case "always_off" -> 0;
            case "traceidratio" -> ratio(fallback);
            default -> {
                warn(SAMPLER, " (expected: always_on, always_off, traceidratio, or one of them after parentbased_)");
                yield fallback;
            }
        };
    }

    private double ratio(double fallback) {
        if (value(SAMPLER_ARG).isEmpty()) {
            return 1;
        }
        try {
            return new Parsers.Ratio().parse(value(SAMPLER_ARG));
        } catch (BadValue e) {
            warn(SAMPLER_ARG, e.why());
            return fallback;
        }
    }

    /** Where spans go when no key says so. Null: nowhere. */
    @Nullable Collector collector() {
        if (isDisabled()) {
            return null;
        }
        return switch (value(EXPORTER)) {
            case "" -> endpoint();
            case "otlp" -> hasEndpoint() ? endpoint() : ofKnownProtocol(EXPORTER) ? ExporterReader.LOCAL_OTLP : null;
            case "none" -> null;
            default -> {
                warn(EXPORTER, " (expected: otlp or none; for Zipkin, " + TracingKeys.EXPORTER + ')');
                yield null;
            }
        };
    }

    private boolean hasEndpoint() {
        return !value(TRACES_ENDPOINT).isEmpty() || !value(ENDPOINT).isEmpty();
    }

    /** @param unused what goes unused where it isn't */
    private boolean ofKnownProtocol(String unused) {
        String protocol = value(TRACES_PROTOCOL).isEmpty() ? PROTOCOL : TRACES_PROTOCOL;
        if (value(protocol).isEmpty() || value(protocol).equals(OUR_PROTOCOL)) {
            return true;
        }
        warn(protocol, " (expected: " + OUR_PROTOCOL + ")");
        warn(unused, ": of another protocol");
        return false;
    }

    /** Where an OTLP collector is, whoever wants it. */
    @Nullable Collector endpoint() {
        boolean ofTraces = !value(TRACES_ENDPOINT).isEmpty();
        String name = ofTraces ? TRACES_ENDPOINT : ENDPOINT;
        if (value(name).isEmpty()) {
            return null;
        }
        if (!ofKnownProtocol(name)) {
            return null;
        }
        try {
            Collector collector = new CollectorAddress().parse(value(name));
            return ofTraces ? collector.withPath(orSlash(collector.path())) : below(collector);
        } catch (BadValue e) {
            warn(name, e.why());
            return null;
        }
    }

    /** The variable for traces is taken as it is. */
    private static String orSlash(String path) {
        return path.isEmpty() ? "/" : path;
    }

    private static Collector below(Collector base) {
        String path = base.path();
        String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return base.withPath(folder + "/v1/traces");
    }
}
