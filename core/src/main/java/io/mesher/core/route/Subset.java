package io.mesher.core.route;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some of the instances of a service, by their tags.
 *
 * @param version {@code latest}, {@code 1.2.0}, {@code 1.0.0+} (that and newer), {@code 1.0.0-2.0.0} (from, and older than)
 * @param app the application that the service is of; empty: the caller's own
 * @param tags instance properties, each of which must be equal
 */
public record Subset(String version, String app, Map<String, String> tags) {
    private static final String NEWEST = "latest";

    /** What gets a request without a rule, as in CSE Mesher. */
    public static final Subset LATEST = new Subset(NEWEST, "", Map.of());

    public Subset {
        tags = Map.copyOf(tags);
    }

    /** Those of {@code service} that belong to it, in its order. */
    public List<Instance> select(Microservice service) {
        List<Instance> ofVersion = version.equals(NEWEST) ? service.newest() : inRange(service.instances());
        return tags.isEmpty() ? ofVersion : tagged(ofVersion);
    }

    private List<Instance> inRange(List<Instance> instances) {
        VersionRange range = VersionRange.of(version);
        List<Instance> chosen = new ArrayList<>();
        for (Instance instance : instances) {
            if (range.has(instance.version())) {
                chosen.add(instance);
            }
        }
        return chosen;
    }

    private List<Instance> tagged(List<Instance> instances) {
        List<Instance> chosen = new ArrayList<>();
        for (Instance instance : instances) {
            if (instance.traits().properties().entrySet().containsAll(tags.entrySet())) {
                chosen.add(instance);
            }
        }
        return chosen;
    }

    /** For people: {@code version 1.2.0, zone=a}. */
    @Override
    public String toString() {
        StringBuilder words =
                new StringBuilder(version.equals(NEWEST) ? "the latest version" : "version ".concat(version));
        if (!app.isEmpty()) {
            words.append(", application ").append(app);
        }
        new TreeMap<>(tags)
                .forEach((name, value) ->
                        words.append(", ").append(name).append('=').append(value));
        return words.toString();
    }
}
