package io.mesher.proxy;

import io.mesher.core.route.HeaderEdits;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldLines;
import io.mesher.net.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@link HeaderEdits} as bytes, ready to be applied. Immutable but for the arrays, which nobody changes. */
final class FieldEdits {
    private final List<byte[]> dropped = new ArrayList<>();
    private final byte[] lines;

    FieldEdits(HeaderEdits edits) {
        edits.remove().forEach(this::drop);
        edits.set().keySet().forEach(this::drop);
        this.lines = (lines(edits.set()) + lines(edits.add())).getBytes(StandardCharsets.ISO_8859_1);
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

    /** Drops from {@code fields}, and appends to {@code added}, the lines that go behind them. */
    void apply(Fields fields, FieldLines added) {
        for (int d = 0; d < dropped.size(); d++) {
            byte[] name = dropped.get(d);
            for (int i = 0; i < fields.count(); i++) {
                if (Ascii.equalsIgnoreCase(fields.bytes(), fields.nameStart(i), fields.nameEnd(i), name)) {
                    fields.drop(i);
                }
            }
        }
        added.append(lines);
    }
}
