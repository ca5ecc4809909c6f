package io.mesher.proxy;

import io.mesher.core.route.HeaderEdits;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@link HeaderEdits} as bytes, ready to be applied. Immutable. */
final class FieldEdits {
    private final List<byte[]> dropped = new ArrayList<>();
    private final FieldBlock lines;

    FieldEdits(HeaderEdits edits) {
        edits.remove().forEach(this::drop);
        edits.set().keySet().forEach(this::drop);
        this.lines = FieldBlock.of(lines(edits.set()) + lines(edits.add()));
    }

    private void drop(String name) {
        dropped.add(Ascii.bytes(name.toLowerCase(Locale.ROOT)));
    }

    private static String lines(Map<String, String> fields) {
        StringBuilder lines = new StringBuilder();
        fields.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    /**
     * Edits a message that is otherwise ready to be sent, so that what Mesher adds itself is edited as well.
     *
     * @param fields the message's own
     * @param added Mesher's
     */
    void apply(Fields fields, AddedFields added) {
        for (int d = 0; d < dropped.size(); d++) {
            byte[] name = dropped.get(d);
            added.drop(name);
            for (int i = 0; i < fields.count(); i++) {
                if (Ascii.equalsIgnoreCase(fields.bytes(), fields.nameStart(i), fields.nameEnd(i), name)) {
                    fields.drop(i);
                }
            }
        }
        added.add(lines);
    }
}
