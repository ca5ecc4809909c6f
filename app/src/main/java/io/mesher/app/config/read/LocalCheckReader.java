package io.mesher.app.config.read;

import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Value;
import io.mesher.core.config.LocalHealthConfig.Check;
import io.mesher.core.route.Regex;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of {@code localHealthCheck}. */
final class LocalCheckReader {
    private static final String PORT = "port";
    private static final String PROTOCOL = "protocol";
    private static final String URI = "uri";
    private static final String INTERVAL = "interval";
    private static final String MATCH = "match";
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final List<String> NAMES = List.of(PORT, PROTOCOL, URI, INTERVAL, MATCH);
    private static final List<String> MATCH_NAMES = List.of(STATUS, BODY);

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final Parser<Duration> INTERVALS = new Times.Time(Duration.ofMillis(100), KeyReader.DAY);

    private final Problems problems;
    private final String written;
    private final Faults faults;
    private final Duration timeout;

    /** @param written the key of the list */
    LocalCheckReader(Problems problems, String written, Faults faults, Duration timeout) {
        this.problems = problems;
        this.written = written;
        this.faults = faults;
        this.timeout = timeout;
    }

    /** Empty, or the one name that CSE Mesher knows. */
    private record Protocol() implements Parser<Boolean> {
        @Override
        public Boolean parse(String text) throws BadValue {
            if (!text.isEmpty() && !text.equals("rest")) {
                throw BadValue.expected(expected());
            }
            return !text.isEmpty();
        }

        @Override
        public String expected() {
            return "rest for a GET, or no protocol for a TCP connection";
        }
    }

    /** What is found anywhere in a body. */
    private record Pattern() implements Parser<Regex> {
        @Override
        public Regex parse(String text) throws BadValue {
            try {
                return Regex.of(text, false);
            } catch (IllegalArgumentException e) {
                throw BadValue.because(String.valueOf(e.getMessage()), expected());
            }
        }

        @Override
        public String expected() {
            return "a regular expression in Go's syntax";
        }
    }

    /** Whatever is wrong goes to the faults; then the result is of no use. */
    Check read(Value value, String path) {
        NestedMap map = NestedMap.of(value, path, faults, "a map with port");
        tellUnknown(map, NAMES);
        if (value instanceof Value.Keys && !map.has(PORT)) {
            map.fault("no port (expected: the application's, 1 to 65535)");
        }
        boolean rest = map.read(PROTOCOL, false, new Protocol());
        if (!rest) {
            tellUnused(map, URI);
            tellUnused(map, MATCH);
        }
        String uri = rest ? map.read(URI, "/", new Paths.UrlPath()) : "";
        Duration interval = map.read(INTERVAL, DEFAULT_INTERVAL, INTERVALS);
        Value matchValue = map.find(MATCH);
        NestedMap match = rest && matchValue != null && !isEmpty(matchValue)
                ? NestedMap.of(matchValue, map.path(MATCH), faults, "a map with status, body or both")
                : null;
        if (match != null) {
            tellUnknown(match, MATCH_NAMES);
        }
        return new Check(
                map.read(PORT, 1, new Numbers.Int(1, 65535)),
                rest && uri.isEmpty() ? "/" : uri,
                interval,
                timeout.compareTo(interval) < 0 ? timeout : interval,
                match == null || isEmpty(match.find(STATUS)) ? 0 : match.read(STATUS, 0, new Numbers.Int(200, 599)),
                match == null || isEmpty(match.find(BODY)) ? null : body(match));
    }

    private static Regex body(NestedMap match) {
        return match.read(BODY, Regex.of("", false), new Pattern());
    }

    private static boolean isEmpty(@Nullable Value value) {
        return value == null
                || (value instanceof Value.Scalar scalar && scalar.text().isBlank());
    }

    /** CSE Mesher reads over it. */
    private void tellUnknown(NestedMap map, List<String> names) {
        for (var entry : map.values().entrySet()) {
            if (!names.contains(entry.getKey())) {
                problems.warning(
                        entry.getValue().place(),
                        written,
                        map.path(entry.getKey()) + ": unknown, without effect (expected: "
                                + String.join(", ", names)
                                + (problems.takeSuggestion() ? NearestKey.hint(entry.getKey(), names) : "") + ")");
            }
        }
    }

    private void tellUnused(NestedMap map, String name) {
        Value value = map.find(name);
        if (!isEmpty(value)) {
            problems.warning(
                    map.place(),
                    written,
                    map.path(name) + ": not used: without protocol: rest only a connection is tried");
        }
    }
}
