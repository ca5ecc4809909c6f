package io.mesher.core.route;

import java.util.List;

/** A part of a regular expression. */
sealed interface RegexNode {
    /** One character of these. */
    record Chars(CharSet set) implements RegexNode {}

    /** Between two characters. */
    record Place(Kind kind) implements RegexNode {
        enum Kind {
            BEGIN,
            END,
            WORD_EDGE,
            NO_WORD_EDGE
        }
    }

    /** One behind the other; none: the empty text. */
    record Sequence(List<RegexNode> parts) implements RegexNode {}

    record Choice(List<RegexNode> parts) implements RegexNode {}

    /** @param max -1: without end */
    record Repeat(RegexNode part, int min, int max) implements RegexNode {}
}
