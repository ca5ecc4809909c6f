package io.mesher.app.config;

import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.RouteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code mesher.routes.<service>}: how requests of some kind are treated. */
final class RouteOptionsReader {
    private static final List<String> KEYS =
            List.of("name", "match", "timeout", "retry", "requestHeaders", "responseHeaders");

    /** Framing and the connection are Mesher's own business, and its traces tell the truth. */
    private static final Set<String> PROTECTED = Set.of(
            "connection",
            "content-length",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private final ConditionsReader conditions;

    RouteOptionsReader(ConditionsReader conditions) {
        this.conditions = conditions;
    }

    List<RouteOptions> read(Value written) throws BadRule {
        List<RouteOptions> all = new ArrayList<>();
        for (Value item : RuleTree.list(RuleTree.parsed(written), "routes")) {
            all.add(route(item));
        }
        return all;
    }

    private RouteOptions route(Value item) throws BadRule {
        Map<String, Value> route = RuleTree.map(item, "a route");
        RuleTree.only(route, "a route", KEYS);
        Value name = route.get("name");
        Value timeout = route.get("timeout");
        Map<String, Value> times = timeout == null ? Map.of() : RuleTree.map(timeout, "timeout");
        RuleTree.only(times, "timeout", List.of("response", "idle", "total"));
        Value retry = route.get("retry");
        return new RouteOptions(
                name == null ? "" : RuleTree.text(name),
                conditions.read(route.get("match")),
                time(times.get("response")),
                time(times.get("idle")),
                time(times.get("total")),
                retry == null ? null : RuleTree.bool(retry, "retry"),
                edits(route.get("requestHeaders"), "requestHeaders"),
                edits(route.get("responseHeaders"), "responseHeaders"),
                item.place());
    }

    private static @Nullable Duration time(@Nullable Value value) throws BadRule {
        if (value == null) {
            return null;
        }
        try {
            return new Parsers.Time(Duration.ZERO, Duration.ofHours(24))
                    .parse(RuleTree.text(value).strip());
        } catch (BadValue e) {
            throw new BadRule(value.place(), "timeout: " + Shown.text(RuleTree.text(value)) + e.why());
        }
    }

    private static HeaderEdits edits(@Nullable Value value, String what) throws BadRule {
        if (value == null) {
            return HeaderEdits.NONE;
        }
        Map<String, Value> edits = RuleTree.map(value, what);
        RuleTree.only(edits, what, List.of("set", "add", "remove"));
        List<String> remove = new ArrayList<>();
        Value removed = edits.get("remove");
        if (removed != null) {
            for (Value item : RuleTree.list(removed, "remove")) {
                remove.add(name(item, RuleTree.text(item)));
            }
        }
        return new HeaderEdits(remove, fields(edits.get("set"), "set"), fields(edits.get("add"), "add"));
    }

    private static Map<String, String> fields(@Nullable Value value, String what) throws BadRule {
        Map<String, String> fields = new LinkedHashMap<>();
        if (value != null) {
            for (Map.Entry<String, Value> entry : RuleTree.map(value, what).entrySet()) {
                String text = RuleTree.text(entry.getValue());
                for (int i = 0; i < text.length(); i++) {
                    char c = text.charAt(i);
                    if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                        throw new BadRule(
                                entry.getValue(),
                                entry.getKey() + ": a character that no field may have",
                                "visible characters, spaces and tabs");
                    }
                }
                fields.put(name(entry.getValue(), entry.getKey()), text.strip());
            }
        }
        return fields;
    }

    private static String name(Value at, String name) throws BadRule {
        boolean token = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            token &= (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
        if (!token) {
            throw new BadRule(at, Shown.text(name) + ": no field name", "letters, digits and - _ .");
        }
        if (PROTECTED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new BadRule(at, name + ": may not be changed", "a field that isn't about framing or the connection");
        }
        return name;
    }
}
