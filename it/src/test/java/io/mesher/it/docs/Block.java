package io.mesher.it.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a document.
 *
 * @param place the document and the line, for messages
 * @param language behind the fence; may be empty
 */
record Block(String place, String language, String text) {
    private static final Pattern TERMINAL = Pattern.compile("# terminal (\\w+)(?:: (.*))?");
    private static final String CTRL_C = "Ctrl-C";

    /** What a reader does with a block of commands. */
    sealed interface Action {
        /** Types it where nothing else runs, and waits for the end. */
        record Run(String commands) implements Action {}

        /** Types it into a terminal of its own, where it stays running. */
        record Start(String terminal, String commands) implements Action {}

        /** Ends what runs in that terminal. */
        record End(String terminal) implements Action {}
    }

    boolean isCommands() {
        return language.equals("sh");
    }

    /** Whether it shows what the block before it prints. */
    boolean isOutput() {
        return language.equals("text");
    }

    Action action() {
        List<String> lines = text.lines().toList();
        Matcher first = TERMINAL.matcher(lines.getFirst());
        if (!first.matches()) {
            return new Action.Run(text);
        }
        boolean ends = CTRL_C.equals(first.group(2));
        if (ends != (lines.size() == 1)) {
            throw new AssertionError(place + ": a block '# terminal " + first.group(1)
                    + "' has commands, or it is 'Ctrl-C' and has none");
        }
        return ends ? new Action.End(first.group(1)) : new Action.Start(first.group(1), text);
    }

    /**
     * The first shown line that the output doesn't have, in this order; … stands for anything, alone in a line for any lines.
     *
     * @return empty where all are there
     */
    Optional<String> missingIn(String output) {
        List<String> actual = output.lines().toList();
        int at = 0;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.strip().equals("…")) {
                continue;
            }
            Pattern shown = pattern(line);
            while (at < actual.size() && !shown.matcher(actual.get(at)).matches()) {
                at++;
            }
            if (at == actual.size()) {
                return Optional.of(line);
            }
            at++;
        }
        return Optional.empty();
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(String.join(
                        ".*",
                        Arrays.stream(line.stripTrailing().split("…", -1))
                                .map(Pattern::quote)
                                .toList())
                + "\\s*");
    }
}
