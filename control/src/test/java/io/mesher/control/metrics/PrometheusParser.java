package io.mesher.control.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format 0.0.4 more strictly than Prometheus does: whatever is doubtful is an error that quotes its line. */
public final class PrometheusParser {
    public record Sample(String name, Map<String, String> labels, String value) {}

    public record Family(String name, String help, String type, List<Sample> samples) {
        public String value(Map<String, String> labels) {
            return samples.stream()
                    .filter(sample -> sample.labels().equals(labels))
                    .reduce((_, _) -> {
                        throw new IllegalStateException("several of " + name + labels);
                    })
                    .orElseThrow()
                    .value();
        }
    }

    private static final Pattern HELP =
            Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\\]|\\\\\\\\|\\\\n)+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|summary|histogram)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (-?[0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\\\\\|\\\\\"|\\\\n)*)\"(,(?=.)|$)");

    private final Map<String, Family> families = new LinkedHashMap<>();

    private PrometheusParser() {}

    public static Map<String, Family> parse(String text) {
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        PrometheusParser parser = new PrometheusParser();
        String[] lines = text.split("\n", -1);
        int i = 0;
        while (i < lines.length - 1) {
            i = parser.family(lines, i);
        }
        return parser.families;
    }

    private int family(String[] lines, int from) {
        Matcher help = match(HELP, lines[from]);
        Matcher type = match(TYPE, lines[from + 1]);
        String name = help.group(1);
        if (!name.equals(type.group(1))) {
            throw new IllegalArgumentException("HELP and TYPE differ: " + lines[from + 1]);
        }
        Family family = new Family(name, unescape(help.group(2)), type.group(2), new ArrayList<>());
        if (families.put(name, family) != null) {
            throw new IllegalArgumentException("again: " + lines[from]);
        }
        int i = from + 2;
        while (i < lines.length - 1 && !lines[i].startsWith("#")) {
            add(family, lines[i]);
            i++;
        }
        if (family.samples().isEmpty()) {
            throw new IllegalArgumentException("no samples: " + lines[from]);
        }
        return i;
    }

    private static void add(Family family, String line) {
        Matcher match = match(SAMPLE, line);
        String name = match.group(1);
        boolean belongs = switch (family.type()) {
            case "summary" -> List.of("", "_sum", "_count").contains(ending(family, name));
            case "histogram" -> List.of("_bucket", "_sum", "_count").contains(ending(family, name));
            default -> name.equals(family.name());
        };
        Sample sample = new Sample(name, match.group(2) == null ? Map.of() : labels(match.group(2)), match.group(3));
        boolean again = family.samples().stream()
                .anyMatch(other -> other.name().equals(name) && other.labels().equals(sample.labels()));
        if (!belongs || again) {
            throw new IllegalArgumentException((again ? "again: " : "of another family: ") + line);
        }
        family.samples().add(sample);
    }

    private static String ending(Family family, String name) {
        return name.startsWith(family.name()) ? name.substring(family.name().length()) : "of another";
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!label.find(at) || label.start() != at) {
                throw new IllegalArgumentException("not a label: " + text.substring(at));
            }
            if (labels.put(label.group(1), unescape(label.group(2))) != null) {
                throw new IllegalArgumentException("label twice: " + text);
            }
            at = label.end();
        }
        return labels;
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not in the format: " + line);
        }
        return matcher;
    }
}
