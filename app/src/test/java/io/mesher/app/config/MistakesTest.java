package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Parser;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What thousands of mistakes cost is proportional to their number. */
class MistakesTest {
    private static final int MANY = 5000;

    @TempDir
    private Path dir;

    private long suggestions(String text) throws IOException {
        return new ConfigDir(dir)
                .named().file("chassis.yaml", text).told().stream()
                        .filter(line -> line.contains("did you mean"))
                        .count();
    }

    @Test
    void aValueOfAListIsComparedWithFewOthers() {
        AtomicInteger comparisons = new AtomicInteger();
        FlatKeys keys = new FlatKeys(new Problems());
        String text = String.join(
                ",", IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
        keys.add(new Entry("list", "list", new Value.Scalar(text, "here")));
        List<Counted> read = new KeyReader(keys, new Problems()).list("list", new CountedParser(comparisons));
        assertThat(read).hasSize(MANY);
        assertThat(comparisons).hasValueLessThan(MANY);
    }

    @Test
    void theSameErrorIsReportedOnce() {
        Problems problems = new Problems();
        problems.error("here", "key", "wrong");
        problems.error("there", "key", "wrong");
        problems.error("here", "key", "wrong");
        assertThat(problems.all()).hasSize(2);
    }

    @Test
    void onlyTheFirstUnknownHandlersGetASuggestion() throws IOException {
        String names = String.join(
                ",",
                IntStream.range(0, 300)
                        .mapToObj(i -> "router" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                        .toList());
        assertThat(suggestions("servicecomb.handler.chain.Consumer.outgoing: '" + names + "'"))
                .isEqualTo(100);
    }

    @Test
    void onlyTheFirstUnknownMatchPoliciesGetASuggestion() throws IOException {
        StringBuilder text = new StringBuilder("servicecomb.match.writes: '{matches: [{method: [PUT]}]}'\n");
        for (int i = 0; i < 50; i++) {
            text.append("servicecomb.routeRule.s").append(i).append(": '[");
            for (int rule = 0; rule < 5; rule++) {
                text.append("{match: {refer: write}, route: [{weight: 100}]}, ");
            }
            text.append("]'\n");
        }
        assertThat(suggestions(text.toString())).isEqualTo(100);
    }

    @Test
    void onlyTheFirstUnknownNamesOfHealthChecksGetASuggestion() throws IOException {
        StringBuilder text = new StringBuilder("localHealthCheck:\n");
        for (int i = 0; i < 60; i++) {
            text.append("- {port: 1, intervall: 1s, intervals: 1s}\n");
        }
        assertThat(suggestions(text.toString())).isEqualTo(100);
    }

    @Test
    void aNameIsComparedWithTheFirstThousandOnly() {
        AtomicInteger looked = new AtomicInteger();
        NearestKey.hint("name", new AbstractList<>() {
            @Override
            public String get(int index) {
                looked.incrementAndGet();
                return "other" + index;
            }

            @Override
            public int size() {
                return MANY;
            }
        });
        assertThat(looked).hasValueLessThanOrEqualTo(1001);
    }

    /** Counts how often it is compared. */
    private record Counted(String text, AtomicInteger comparisons) {
        @Override
        public boolean equals(Object other) {
            comparisons.incrementAndGet();
            return other instanceof Counted counted && counted.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private record CountedParser(AtomicInteger comparisons) implements Parser<Counted> {
        @Override
        public Counted parse(String text) {
            return new Counted(text, comparisons);
        }

        @Override
        public String expected() {
            return "anything";
        }
    }
}
