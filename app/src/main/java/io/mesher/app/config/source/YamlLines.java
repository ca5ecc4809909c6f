package io.mesher.app.config.source;

/** The lines of a text that isn't YAML, numbered from 0: what of their shape can explain why. */
final class YamlLines {
    private final String[] lines;
    private final int linesAbove;

    /** @param linesAbove how many lines of its file are above the text, for the numbers in messages */
    YamlLines(String text, int linesAbove) {
        this.lines = text.split("\r\n|\r|\n", -1);
        this.linesAbove = linesAbove;
    }

    boolean isIndentedByTab(int line) {
        String text = line(line);
        int tab = text.indexOf('\t');
        return tab >= 0 && tab < contentAt(text);
    }

    /** How many spaces are before the line's text. */
    int indentation(int line) {
        return contentAt(line(line));
    }

    /** The character at this place, as people write it. */
    String character(int line, int column) {
        String text = line(line);
        return column < 0 || text.codePointCount(0, text.length()) <= column
                ? "this"
                : Shown.text(Character.toString(text.codePointAt(text.offsetByCodePoints(0, column))));
    }

    /** The nearest line above that says something; -1: none. */
    int above(int line) {
        int above = line - 1;
        while (above >= 0 && isComment(above)) {
            above--;
        }
        return above;
    }

    boolean hasColon(int line) {
        return line(line).indexOf(':') >= 0;
    }

    boolean hasKey(int line) {
        String text = line(line).stripTrailing();
        return text.contains(": ") || text.contains(":\t") || text.endsWith(":");
    }

    /** Whether a key ends before this column of the line. */
    boolean hasKeyBefore(int line, int column) {
        int colon = line(line).indexOf(": ");
        return colon >= 0 && colon < column;
    }

    /** " of line 3", unless it is the line that the message names anyway. */
    String from(int begin, int line) {
        return begin < 0 || begin == line ? "" : " of line " + number(begin);
    }

    /** Why the indentation of the line fits none of the lines above that it could belong to. */
    String misfit(int line) {
        int own = indentation(line);
        int deeper = -1;
        int deepest = Integer.MAX_VALUE;
        int above = above(line);
        while (above >= 0 && indentation(above) >= own) {
            if (indentation(above) > own && indentation(above) < deepest) {
                deeper = above;
                deepest = indentation(above);
            }
            above = above(above);
        }
        if (deeper >= 0) {
            return "indented by " + spaces(own)
                    + (above < 0
                            ? ", less than " + shown(deeper) + " (expected: the same)"
                            : ", which fits neither " + shown(above) + " nor " + shown(deeper)
                                    + " (expected: the same as one of them)");
        }
        if (above < 0) {
            return "a key after the end of the text (expected: keys only, or one list)";
        }
        int item = item(line(above));
        return item > own
                ? "indented by " + spaces(own) + ", which fits neither the - of line " + number(above) + " ("
                        + indentation(above) + ") nor the text after it (" + item
                        + ") (expected: the same as one of them)"
                : "indented by " + spaces(own) + ", deeper than " + shown(above)
                        + ", which has a value already (expected: the same)";
    }

    private String shown(int line) {
        return "line " + number(line) + " (" + indentation(line) + ")";
    }

    private int number(int line) {
        return linesAbove + line + 1;
    }

    private static String spaces(int count) {
        return count == 1 ? "1 space" : count + " spaces";
    }

    /** Where the text of a list's item begins; -1 if it is none. */
    private static int item(String text) {
        int dash = contentAt(text);
        return text.startsWith("- ", dash) ? dash + 1 + contentAt(text.substring(dash + 1)) : -1;
    }

    private boolean isComment(int line) {
        String text = line(line).strip();
        return text.isEmpty() || text.startsWith("#");
    }

    private String line(int line) {
        return line < 0 || line >= lines.length ? "" : lines[line];
    }

    private static int contentAt(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
