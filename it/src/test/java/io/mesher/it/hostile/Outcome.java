package io.mesher.it.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a case.
 *
 * @param trouble the first answer that was missing, cut or unclear, else empty
 * @param surplus what came behind the answers that were expected, or that the connection stayed open; else empty
 * @param unclear what the back-end could not read as requests
 */
record Outcome(
        List<Message> interims,
        List<Message> answers,
        String trouble,
        String surplus,
        List<Recorder.Seen> seen,
        List<String> unclear) {

    /** The n-th request at the back-end, or one that is like nothing. */
    Message request(int n) {
        return n < seen.size() ? seen.get(n).request() : Message.NONE;
    }

    /** The first answer, or one that is like nothing. */
    Message answer() {
        return answer(0);
    }

    Message answer(int n) {
        return n < answers.size() ? answers.get(n) : Message.NONE;
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        interims.forEach(interim -> parts.add("interim " + interim));
        answers.forEach(answer -> parts.add("answer " + answer));
        if (!trouble.isEmpty()) {
            parts.add("trouble: " + Bytes.shown(trouble));
        }
        if (!surplus.isEmpty()) {
            parts.add("surplus: " + Bytes.shown(surplus));
        }
        seen.forEach(one ->
                parts.add("back-end saw " + one.request() + (one.problem().isEmpty() ? "" : " !! " + one.problem())));
        unclear.forEach(bytes -> parts.add("back-end could not read: " + Bytes.shown(bytes)));
        return String.join("; ", parts);
    }
}
