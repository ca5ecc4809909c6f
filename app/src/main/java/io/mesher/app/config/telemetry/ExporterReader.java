package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.TracingKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.telemetry.CollectorAddress.Collector;
import io.mesher.core.config.TracingConfig.Exporter;
import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.core.config.TracingConfig.SecretFields;
import io.mesher.core.name.ServiceIdentity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where spans go: {@code mesher.tracing}, else CSE Mesher's keys, else OpenTelemetry's environment. */
final class ExporterReader {
    static final int MAX_BATCH = 10_000;
    static final Duration MIN_DURATION = Duration.ofMillis(10);
    static final Duration MAX_DURATION = Duration.ofHours(1);
    static final Words.Text SERVICE_NAME = new Words.Text(255);

    static final Collector LOCAL_ZIPKIN = new Collector("127.0.0.1", 9411, "/api/v2/spans");

    static final String GZIP = "gzip";
    private static final String NONE = "none";
    static final List<String> COMPRESSIONS = List.of(NONE, GZIP);
    private static final int MAX_WAITING = 1_000_000;
    private static final int USUALLY_WAITING = 2048;
    static final Collector LOCAL_OTLP = new Collector("127.0.0.1", 4318, "/v1/traces");

    private final KeyReader reader;
    private final ServiceIdentity service;
    private final OtelEnvironment otel;
    private final OtelExport variables;

    ExporterReader(KeyReader reader, ServiceIdentity service, OtelEnvironment otel) {
        this.reader = reader;
        this.service = service;
        this.otel = otel;
        this.variables = new OtelExport(otel);
    }

    /** Null: nowhere. */
    @Nullable Exporter read() {
        String wanted = reader.read(TracingKeys.EXPORTER, "", new Words.OneOf(List.of(NONE, "zipkin", "otlp")));
        Collector own = reader.has(TracingKeys.ENDPOINT)
                ? reader.read(TracingKeys.ENDPOINT, LOCAL_ZIPKIN, new CollectorAddress())
                : null;
        if (own != null && !reader.has(TracingKeys.EXPORTER)) {
            reader.problems()
                    .error(
                            reader.placeOf(TracingKeys.ENDPOINT),
                            reader.written(TracingKeys.ENDPOINT),
                            "alone (expected: " + TracingKeys.EXPORTER + " too, zipkin or otlp)");
        }
        OriginalTracing.Zipkin original = OriginalTracing.isWritten(reader) ? new OriginalTracing(reader).read() : null;
        if (wanted.isEmpty()) {
            Collector collector = original != null ? original.collector() : otel.collector();
            return exporter(original != null ? Protocol.ZIPKIN : Protocol.OTLP, collector, original);
        }
        boolean zipkin = wanted.equals("zipkin");
        if (original != null && !zipkin) {
            shadowed(original.saidBy(), TracingKeys.EXPORTER);
            original = null;
        }
        if (wanted.equals(NONE)) {
            return exporter(Protocol.ZIPKIN, null, null);
        }
        Collector usual = zipkin ? LOCAL_ZIPKIN : LOCAL_OTLP;
        Collector said = zipkin ? ofOriginal(original) : otel.endpoint();
        Collector collector = own != null ? own.orPath(usual.path()) : said != null ? said : usual;
        if (original != null && own != null && !original.collector().equals(collector)) {
            shadowed(original.saidBy(), TracingKeys.ENDPOINT);
        }
        return exporter(zipkin ? Protocol.ZIPKIN : Protocol.OTLP, collector, original);
    }

    private static @Nullable Collector ofOriginal(OriginalTracing.@Nullable Zipkin original) {
        return original == null ? null : original.collector();
    }

    /** Reads the rest, also where nothing is sent, so that errors are reported. */
    private @Nullable Exporter exporter(
            Protocol protocol, @Nullable Collector collector, OriginalTracing.@Nullable Zipkin original) {
        boolean used = collector != null;
        boolean otlp = protocol == Protocol.OTLP;
        Integer size = original == null ? null : original.batchSize();
        Duration pause = original == null ? null : original.interval();
        int batchSize = number(TracingKeys.BATCH_SIZE, size, used ? OtelExport.BATCH_SIZE : "", 512, MAX_BATCH);
        Duration usual = pause != null ? pause : Duration.ofSeconds(5);
        Duration interval = duration(
                TracingKeys.INTERVAL,
                used && pause == null && !reader.has(TracingKeys.INTERVAL) ? variables.delay(usual) : usual);
        Duration patience = Duration.ofSeconds(10);
        Duration timeout = duration(
                TracingKeys.TIMEOUT,
                used && otlp && !reader.has(TracingKeys.TIMEOUT) ? variables.timeout(patience) : patience);
        int queueSize =
                number(TracingKeys.QUEUE_SIZE, null, used ? OtelExport.QUEUE_SIZE : "", USUALLY_WAITING, MAX_WAITING);
        Map<String, String> attributes = new LinkedHashMap<>(used ? variables.attributes() : Map.of());
        String name = serviceName(attributes);
        attributes.putAll(ResourceAttributes.read(reader));
        if (size != null && size != batchSize) {
            shadowed(TracingKeys.SETTINGS_SIZE, TracingKeys.BATCH_SIZE);
        }
        if (pause != null && !pause.equals(interval)) {
            shadowed(TracingKeys.SETTINGS_INTERVAL, TracingKeys.INTERVAL);
        }
        boolean gzip = gzip(otlp, used);
        SecretFields fields = CollectorFields.read(reader);
        if (collector == null) {
            return null;
        }
        return new Exporter(
                protocol,
                collector.host(),
                collector.port(),
                collector.path(),
                name,
                Math.min(batchSize, queueSize),
                interval,
                timeout,
                queueSize,
                gzip,
                otlp && !hasFields() ? variables.fields() : fields,
                attributes);
    }

    /** @param variable of the environment, which counts where neither key does; empty: none */
    private int number(String key, @Nullable Integer original, String variable, int usual, int max) {
        boolean asked = !variable.isEmpty() && original == null && !reader.has(key);
        int fallback = original != null ? original : asked ? variables.number(variable, usual, max) : usual;
        return reader.integer(key, fallback, 1, max);
    }

    private Duration duration(String key, Duration fallback) {
        return reader.duration(key, fallback, MIN_DURATION, MAX_DURATION);
    }

    private boolean gzip(boolean otlp, boolean used) {
        if (reader.has(TracingKeys.COMPRESSION)) {
            return reader.read(TracingKeys.COMPRESSION, GZIP, new Words.OneOf(COMPRESSIONS))
                    .equals(GZIP);
        }
        return otlp && (!used || variables.gzip(true));
    }

    private boolean hasFields() {
        boolean has = reader.has(TracingKeys.HEADERS);
        for (Entry entry : reader.keys().all()) {
            has |= entry.key().startsWith(TracingKeys.HEADERS + '.');
        }
        return has;
    }

    /** @param attributes of the environment, whose name is taken off them */
    private String serviceName(Map<String, String> attributes) {
        String said = Objects.requireNonNullElse(attributes.remove(ResourceAttributes.SERVICE_NAME), "");
        String written = reader.read(TracingKeys.SERVICE_NAME, "", SERVICE_NAME);
        String name = written.isEmpty() ? otel.serviceName() : written;
        return !name.isEmpty() ? name : said.isEmpty() ? service.name() : said;
    }

    private void shadowed(String loser, String winner) {
        shadowed(reader, loser, winner, "mesher.* wins over CSE Mesher's keys");
    }

    static void shadowed(KeyReader reader, String loser, String winner, String reason) {
        reader.problems()
                .warning(
                        reader.placeOf(loser),
                        reader.written(loser),
                        "not used: " + reader.written(winner) + " at " + reader.placeOf(winner)
                                + " has another value and wins (" + reason + ")");
    }
}
