package io.mesher.it.telemetry;

import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the shipped board and alert rules ask Prometheus. */
final class SampleQueries {
    private static final Pattern METRIC = Pattern.compile("\\b(?:mesher|process|jvm)_[a-z0-9_]+\\b");

    private SampleQueries() {}

    static Path alerts() {
        return ProjectTree.root().resolve("samples/prometheus/alerts.yml");
    }

    /** Of the board's panels, with what Grafana fills in filled in: everything, and half a minute. */
    static List<String> board() throws IOException {
        List<String> queries = new ArrayList<>();
        String board = Files.readString(ProjectTree.root().resolve("samples/grafana/mesher.json"));
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), board)) {
            String property = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    property = json.currentName();
                } else if (token == JsonToken.VALUE_STRING && property.equals("expr")) {
                    queries.add(
                            json.getString().replace("$__rate_interval", "30s").replaceAll("\"\\$[a-z]+\"", "\".*\""));
                }
            }
        }
        return queries;
    }

    /** Names of metrics that board and alerts name, in words for people too. */
    static Set<String> metrics() throws IOException {
        String all = String.join("\n", board()) + Files.readString(alerts());
        return METRIC.matcher(all).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
