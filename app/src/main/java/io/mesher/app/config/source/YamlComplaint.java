package io.mesher.app.config.source;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * What the YAML parser refused, in words for people who don't know how a parser works. Its own words are shown only for mistakes that
 * nobody makes by accident. Never shows a value: it may be a secret.
 */
final class YamlComplaint {
    private static final String MISSING_COLON = " (expected: a key, a colon, a space and a value)";

    private final MarkedYamlEngineException refusal;
    private final String problem;
    private final String context;
    private final YamlLines lines;
    /** Where the parser stopped, and where what it was reading began. From 0, -1 if unknown. */
    private final int line;

    private final int column;
    private final int begin;

    private YamlComplaint(MarkedYamlEngineException refusal, YamlLines lines) {
        this.refusal = refusal;
        this.problem = refusal.getProblem() == null ? "" : refusal.getProblem();
        this.context = refusal.getContext() == null ? "" : refusal.getContext();
        this.lines = lines;
        Optional<Mark> mark = refusal.getProblemMark();
        this.line = mark.map(Mark::getLine).orElse(-1);
        this.column = mark.map(Mark::getColumn).orElse(-1);
        this.begin = refusal.getContextMark().map(Mark::getLine).orElse(-1);
    }

    /** @param linesAbove how many lines of its file are above the text, for the numbers in the message */
    static YamlProblem of(MarkedYamlEngineException refusal, String text, int linesAbove) {
        return new YamlComplaint(refusal, new YamlLines(text, linesAbove)).complaint();
    }

    private YamlProblem complaint() {
        if (lines.isIndentedByTab(line)) {
            return at(line, "indented by a tab (expected: spaces)");
        }
        if (context.equals("while scanning a quoted scalar") && problem.startsWith("found unexpected")) {
            return at(begin, "a quote opens here and is never closed (expected: the same quote after the text)");
        }
        if (problem.equals("could not find expected ':'")) {
            return missingColon(begin);
        }
        if (problem.equals("mapping values are not allowed here")) {
            return unexpectedKey();
        }
        if (problem.startsWith("expected <block end>") || problem.startsWith("expected '<document start>'")) {
            return lines.indentation(line) == column
                    ? indentation()
                    : at(line, "text after the end of a value (expected: quotes around the whole value)");
        }
        return value();
    }

    private YamlProblem value() {
        if (problem.contains("cannot start any token")) {
            return at(line, lines.character(line, column) + " can't begin a value (expected: quotes around it)");
        }
        if (context.equals("while scanning an alias") || context.equals("while scanning an anchor")) {
            return at(line, "* or & without a name (expected: quotes around a value that begins with it)");
        }
        if (problem.startsWith("found unknown escape") || problem.startsWith("expected escape sequence")) {
            return at(line, "a \\ that begins no escape of YAML (expected: \\\\, or single quotes around the value)");
        }
        if (context.equals("while scanning a block scalar")) {
            return at(line, "text after | or > (expected: the text on the lines below, indented)");
        }
        if (problem.equals("sequence entries are not allowed here")) {
            return at(line, "a list can't begin here (expected: its key on a line of its own, then each - on a line)");
        }
        return flow();
    }

    private YamlProblem flow() {
        if (problem.startsWith("expected ',' or ")) {
            String bracket = problem.startsWith("expected ',' or ']'") ? "[" : "{";
            return at(line, bracket + lines.from(begin, line) + " isn't closed here, or a comma is missing");
        }
        if (problem.startsWith("expected the node content")) {
            return problem.contains("<stream end>")
                    ? at(line, "the text ends before a { or [ is closed")
                    : at(line, lines.character(line, column) + " can't begin a value (expected: quotes around it)");
        }
        return at(line, Shown.key((context.isEmpty() ? "" : context + ": ") + refusal.getProblem()));
    }

    /** A colon where no key can be: mostly the line above is to blame. */
    private YamlProblem unexpectedKey() {
        int above = lines.above(line);
        if (lines.hasKeyBefore(line, column)) {
            return at(line, "a second colon with a space (expected: quotes around a value that contains one)");
        }
        return above >= 0 && !lines.hasKey(above) ? missingColon(above) : indentation();
    }

    private YamlProblem missingColon(int at) {
        return at(at, (lines.hasColon(at) ? "no space after the colon" : "no colon") + MISSING_COLON);
    }

    private YamlProblem indentation() {
        return at(line, lines.misfit(line));
    }

    private static YamlProblem at(int line, String text) {
        return new YamlProblem(line + 1, "not valid YAML: " + text);
    }
}
