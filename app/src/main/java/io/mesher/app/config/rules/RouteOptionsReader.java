package io.mesher.app.config.rules;

import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.read.Times;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One route of {@code mesher.routes.<service>}: what is otherwise for the requests that it matches. */
final class RouteOptionsReader {
    private static final String NAME = "name";
    private static final String MATCH = "match";
    private static final String TIMEOUT = "timeout";
    private static final String RETRY = "retry";
    private static final String REQUEST = "requestHeaders";
    private static final String RESPONSE = "responseHeaders";
    private static final String RESPONSE_TIME = "response";
    private static final String IDLE = "idle";
    private static final String TOTAL = "total";

    private final Faults faults;
    private final MatchReader match;

    RouteOptionsReader(Faults faults, MatchReader match) {
        this.faults = faults;
        this.match = match;
    }

    RouteOptions read(Value value, String path, int number) {
        NestedMap map = NestedMap.of(value, path, faults, List.of(NAME, MATCH, TIMEOUT, RETRY, REQUEST, RESPONSE));
        Value matchValue = map.find(MATCH);
        RequestMatch matches = matchValue == null ? RequestMatch.ANY : match.ofRule(matchValue, map.path(MATCH));
        Value timeout = map.find(TIMEOUT);
        NestedMap times = timeout == null
                ? null
                : NestedMap.of(timeout, map.path(TIMEOUT), faults, List.of(RESPONSE_TIME, IDLE, TOTAL));
        HeaderEditsReader edits = new HeaderEditsReader(faults);
        return new RouteOptions(
                map.read(NAME, "route " + number, new Words.Text(160)),
                matches,
                time(times, RESPONSE_TIME),
                time(times, IDLE),
                time(times, TOTAL),
                map.has(RETRY) ? map.read(RETRY, true, new Words.Bool()) : null,
                edits(edits, map, REQUEST),
                edits(edits, map, RESPONSE),
                value.place());
    }

    private static @Nullable Duration time(@Nullable NestedMap times, String name) {
        return times == null || !times.has(name)
                ? null
                : times.read(name, Duration.ZERO, new Times.Time(Duration.ZERO, KeyReader.DAY));
    }

    private static HeaderEdits edits(HeaderEditsReader reading, NestedMap map, String name) {
        Value value = map.find(name);
        return value == null ? HeaderEdits.NONE : reading.read(value, map.path(name));
    }
}
