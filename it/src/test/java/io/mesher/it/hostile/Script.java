package io.mesher.it.hostile;

import java.util.List;

/**
 * What the back-end does in place of an answer of its own.
 *
 * @param early before the request's body was read
 * @param parts written one after the other, each in a segment of its own
 */
record Script(boolean early, List<String> parts, End end) {

    enum End {
        KEEP,
        CLOSE,
        /** Neither reads nor writes until another case begins. */
        STALL,
        RESET,
        /** What comes is sent back, as in a tunnel. */
        ECHO
    }

    static Script keep(String... parts) {
        return new Script(false, List.of(parts), End.KEEP);
    }

    static Script close(String... parts) {
        return new Script(false, List.of(parts), End.CLOSE);
    }

    static Script reset(String... parts) {
        return new Script(false, List.of(parts), End.RESET);
    }

    static Script echo(String... parts) {
        return new Script(false, List.of(parts), End.ECHO);
    }

    Script beforeTheBody() {
        return new Script(true, parts, end);
    }
}
