package io.mesher.net.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Fields made from lines, without a parser. */
final class Heads {
    private Heads() {}

    /** Of {@code Name: value} lines. */
    static Fields fields(String... lines) {
        Fields fields = new Fields();
        for (String line : lines) {
            byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            int start = fields.length();
            System.arraycopy(bytes, 0, fields.ensure(bytes.length), start, bytes.length);
            fields.length(start + bytes.length);
            int colon = start + line.indexOf(':');
            int valueStart = Math.min(colon + 2, start + line.length());
            fields.add(start, colon, valueStart, start + line.length(), start + bytes.length);
        }
        return fields;
    }

    static List<String> kept(Fields fields) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            if (!fields.isDropped(i)) {
                int start = fields.nameStart(i);
                kept.add(new String(fields.bytes(), start, fields.nameEnd(i) - start, StandardCharsets.ISO_8859_1));
            }
        }
        return kept;
    }
}
