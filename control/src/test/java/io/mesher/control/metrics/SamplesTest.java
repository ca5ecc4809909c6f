package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Board and alerts ask for metrics that there are. */
class SamplesTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Pattern METRIC = Pattern.compile("\\b(?:mesher|process|jvm)_[a-z0-9_]+\\b");

    private final Set<String> exported = exported();

    /** Families by their names too: people are told of those. */
    private static Set<String> exported() {
        Set<String> names = new TreeSet<>();
        PrometheusParser.parse(EveryFamily.page().page("").body()).values().forEach(family -> {
            names.add(family.name());
            family.samples().forEach(sample -> names.add(sample.name()));
        });
        return names;
    }

    @Test
    void theBoardAsksForWhatThereIs() throws IOException {
        List<String> queries = new ArrayList<>();
        String board = Files.readString(SAMPLES.resolve("grafana/mesher.json"));
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), board)) {
            String property = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    property = json.currentName();
                } else if (token == JsonToken.VALUE_STRING && (property.equals("expr") || property.equals("query"))) {
                    queries.add(json.getString());
                }
            }
        }

        assertThat(queries).hasSizeGreaterThan(30);
        assertThat(exported).containsAll(metrics(String.join("\n", queries)));
    }

    @Test
    void theAlertsAskForWhatThereIs() throws IOException {
        Set<String> asked = metrics(Files.readString(SAMPLES.resolve("prometheus/alerts.yml")));

        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(exported).containsAll(asked);
    }

    @Test
    void callersThatWentAwayAreNotTakenForAnswersOfOurs() throws IOException {
        int asking = 0;
        for (Path file : List.of(
                SAMPLES.resolve("grafana/mesher.json"),
                SAMPLES.resolve("prometheus/alerts.yml"),
                Path.of("..", "docs", "observability.md"))) {
            for (String line : Files.readAllLines(file)) {
                String query = line.replace("\\", "");
                if (query.contains("reason!=\"\"")) {
                    asking++;
                    assertThat(query).contains("reason!=\"\",reason!=\"caller.gone\"");
                }
            }
        }
        assertThat(asking).isGreaterThan(1);
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDocumentTellsOfAllThereIs() throws IOException {
        Set<String> told = metrics(Files.readString(Path.of("..", "docs", "metrics.md")));
        Set<String> families =
                PrometheusParser.parse(EveryFamily.page().page("").body()).keySet();

        assertThat(told).containsAll(families);
        assertThat(exported).containsAll(told);
    }
}
