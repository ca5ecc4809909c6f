package io.mesher.app.config.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds a tree from the parser's events. The library's own composer recurses without a bound and resolves types by
 * regular expressions, which nothing here needs. The parser is made directly: the library's module doesn't export
 * {@code api.lowlevel}, whose {@code Parse} makes the same two objects, but it does export these. The only class that touches the
 * library, apart from {@link YamlComplaint}: without a file it isn't loaded.
 */
public final class YamlTree {
    /** Of a file. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Deeper than any configuration, shallower than any stack. */
    static final int MAX_DEPTH = 40;

    private final Iterator<Event> events;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private YamlTree(Iterator<Event> events) {
        this.events = events;
    }

    /** The document, or a null scalar for an empty text. */
    public static YamlNode of(String text) throws YamlProblem {
        return of(text, 0);
    }

    /** @param linesAbove how many lines of its file are above the text: messages that name a second line name that of the file */
    public static YamlNode of(String text, int linesAbove) throws YamlProblem {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        try {
            return new YamlTree(new ParserImpl(settings, new StreamReader(settings, text))).document();
        } catch (MarkedYamlEngineException e) {
            throw YamlComplaint.of(e, text, linesAbove);
        } catch (ReaderException e) {
            throw new YamlProblem(
                    lineOf(text, e.getPosition()),
                    "not valid YAML: control character U+" + String.format("%04X", e.getCodePoint()));
        } catch (YamlVersionException _) {
            throw new YamlProblem(0, "not valid YAML: %YAML names another version (expected: 1.2, or no such line)");
        } catch (YamlEngineException e) {
            throw new YamlProblem(0, "not valid YAML: " + Shown.key(String.valueOf(e.getMessage())));
        }
    }

    private YamlNode document() throws YamlProblem {
        YamlNode root = new YamlNode.Scalar("", true, 1);
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (seen) {
                        throw new YamlProblem(line(event), "a second document (expected: one per file)");
                    }
                    seen = true;
                }
                default -> root = node(event, 1);
            }
        }
        return root;
    }

    private YamlNode node(Event event, int depth) throws YamlProblem {
        int line = line(event);
        if (depth > MAX_DEPTH) {
            throw new YamlProblem(line, "nested too deeply (expected: at most " + MAX_DEPTH + " levels)");
        }
        return switch (event.getEventId()) {
            case Scalar -> anchored((ScalarEvent) event, scalar((ScalarEvent) event, line));
            case SequenceStart -> anchored((NodeEvent) event, sequence(line, depth));
            case MappingStart -> anchored((NodeEvent) event, mapping(line, depth));
            case Alias -> target(((AliasEvent) event).getAlias().getValue(), line);
            default -> throw new YamlProblem(line, "not valid YAML: " + event.getEventId());
        };
    }

    private static YamlNode scalar(ScalarEvent event, int line) {
        return new YamlNode.Scalar(event.getValue(), event.getScalarStyle() == ScalarStyle.PLAIN, line);
    }

    private YamlNode sequence(int line, int depth) throws YamlProblem {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(items, line);
    }

    private YamlNode mapping(int line, int depth) throws YamlProblem {
        List<YamlNode.Field> fields = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlNode key = node(event, depth + 1);
            fields.add(new YamlNode.Field(key, node(events.next(), depth + 1)));
        }
        return new YamlNode.Mapping(fields, line);
    }

    /** Known only when it is complete: a node that contains itself can't be named. */
    private YamlNode anchored(NodeEvent event, YamlNode node) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private YamlNode target(String name, int line) throws YamlProblem {
        YamlNode target = anchors.get(name);
        if (target == null) {
            throw new YamlProblem(
                    line,
                    "*" + Shown.text(name)
                            + ": no such anchor before this line (expected: quotes, unless it is an alias)");
        }
        return target;
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** @param position in code points */
    private static int lineOf(String text, int position) {
        int line = 1;
        for (int i = 0, seen = 0; i < text.length() && seen < position; seen++) {
            int c = text.codePointAt(i);
            line += c == '\n' ? 1 : 0;
            i += Character.charCount(c);
        }
        return line;
    }
}
