package io.mesher.app.config.rules;

import io.mesher.app.config.keys.RoutingKeys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written for one service. A map has become keys of its own by now, whose ends would be taken for names of services:
 * then the service itself would seem to have no rules any more, rather than wrong ones.
 */
final class WrittenRoutes {
    private static final List<String> OF_RULE = List.of("precedence", "match", "route");
    private static final List<String> OF_DARK_LAUNCH = List.of("policyType", "ruleItems");
    private static final List<String> OF_OPTIONS =
            List.of("name", "match", "timeout", "retry", "requestHeaders", "responseHeaders");
    /** Far more than a right map has, and few enough to copy them for each. */
    private static final int MAX_MERGED = 20;

    @Nullable Entry rules;

    @Nullable Entry darkLaunch;

    @Nullable Entry options;

    private WrittenRoutes() {}

    /** By service, in the order of the keys. */
    static Map<String, WrittenRoutes> of(FlatKeys keys) {
        Map<String, WrittenRoutes> services = new LinkedHashMap<>();
        for (Entry entry : keys.all()) {
            add(entry, services);
        }
        return services;
    }

    private static void add(Entry entry, Map<String, WrittenRoutes> services) {
        String key = entry.key();
        String rest = RoutingKeys.behind(key, RoutingKeys.RULES, RoutingKeys.DARK_LAUNCH, RoutingKeys.OPTIONS);
        if (rest.isEmpty()) {
            return;
        }
        boolean rules = key.startsWith(RoutingKeys.RULES);
        boolean darkLaunch = key.startsWith(RoutingKeys.DARK_LAUNCH);
        List<String> names = rules ? OF_RULE : darkLaunch ? OF_DARK_LAUNCH : OF_OPTIONS;
        int end = isWhole(entry.value(), names) ? rest.length() : endOfService(rest, names);
        WrittenRoutes written = services.computeIfAbsent(rest.substring(0, end), _ -> new WrittenRoutes());
        String name = rest.substring(Math.min(rest.length(), end + 1));
        if (rules) {
            written.rules = merged(written.rules, entry, name);
        } else if (darkLaunch) {
            written.darkLaunch = merged(written.darkLaunch, entry, name);
        } else {
            written.options = merged(written.options, entry, name);
        }
    }

    /** Whether it says all that there is for a service. */
    private static boolean isWhole(Value value, List<String> names) {
        if (value instanceof Value.Scalar scalar) {
            String text = scalar.text().strip();
            // Several lines are a block of rules, which may begin with a comment.
            return text.isEmpty() || text.indexOf('\n') >= 0 || "[{".indexOf(text.charAt(0)) >= 0;
        }
        if (!(value instanceof Value.Items list)
                || list.items().isEmpty()
                || !(list.items().getFirst() instanceof Value.Keys first)) {
            return false;
        }
        for (String name : names) {
            if (first.values().containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    /** In front of the first part that is a name within rules; a service's own name has one part at least. */
    private static int endOfService(String rest, List<String> names) {
        for (int dot = rest.indexOf('.', 1); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
            int next = rest.indexOf('.', dot + 1);
            if (names.contains(rest.substring(dot + 1, next < 0 ? rest.length() : next))) {
                return dot;
            }
        }
        return rest.length();
    }

    /** @param name within the service's map; empty: it is no map */
    private static Entry merged(@Nullable Entry before, Entry entry, String name) {
        if (name.isEmpty()) {
            // A map beside it is a contradiction, which the reader tells of.
            return before == null ? entry : before;
        }
        Map<String, Value> values = new LinkedHashMap<>();
        if (before != null && before.value() instanceof Value.Keys map) {
            if (map.values().size() == MAX_MERGED) {
                return before;
            }
            values.putAll(map.values());
        }
        values.put(name, entry.value());
        int cut = name.length() + 1;
        return new Entry(
                entry.key().substring(0, entry.key().length() - cut),
                entry.written().substring(0, entry.written().length() - cut),
                new Value.Keys(values, before == null ? entry.place() : before.place()));
    }
}
