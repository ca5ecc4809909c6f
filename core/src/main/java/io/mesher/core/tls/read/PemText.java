package io.mesher.core.tls.read;

import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the blocks of a PEM file (RFC 7468). Texts between blocks, a byte order mark and all kinds of line ends are fine. */
final class PemText {
    /** A bundle of all public authorities has 200 KiB. */
    static final int MAX_BYTES = 1 << 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final String file;
    private final String text;
    private final List<PemBlock> blocks = new ArrayList<>();
    private int at;
    private int line;

    private PemText(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** At least one block. */
    static FileResult<List<PemBlock>> blocks(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return FileResult.failed(new FileFault.TooLarge(file, bytes.length, MAX_BYTES));
        }
        PemText pem = new PemText(file, new String(bytes, StandardCharsets.ISO_8859_1));
        if (pem.text.isBlank()) {
            return FileResult.failed(new FileFault.Empty(file));
        }
        FileFault fault = pem.read();
        if (fault != null) {
            return FileResult.failed(fault);
        }
        return pem.blocks.isEmpty() ? FileResult.failed(NotPem.of(file, bytes)) : FileResult.of(pem.blocks);
    }

    private @Nullable FileFault read() {
        String next = nextLine();
        if (next != null && next.startsWith("\u00ef\u00bb\u00bf")) {
            next = next.substring(3).strip();
        }
        while (next != null) {
            if (next.startsWith(BEGIN)) {
                FileFault fault = readBlock(next);
                if (fault != null) {
                    return fault;
                }
            }
            next = nextLine();
        }
        return null;
    }

    private @Nullable FileFault readBlock(String begin) {
        int beginLine = line;
        if (begin.length() < BEGIN.length() + DASHES.length() || !begin.endsWith(DASHES) || begin.contains(END)) {
            return new FileFault.BrokenBoundary(file, line);
        }
        String label = begin.substring(BEGIN.length(), begin.length() - DASHES.length());
        Map<String, String> fields = new LinkedHashMap<>();
        StringBuilder base64 = new StringBuilder();
        String next = nextLine();
        while (next != null && !next.startsWith(DASHES)) {
            int colon = next.indexOf(':');
            if (colon > 0 && base64.isEmpty()) {
                fields.put(next.substring(0, colon), next.substring(colon + 1).strip());
            } else if (isBase64(next)) {
                base64.append(next);
            } else {
                return new FileFault.BadBase64(file, line, label);
            }
            next = nextLine();
        }
        if (next == null || !next.equals(END + label + DASHES)) {
            return new FileFault.NoEnd(file, beginLine, label);
        }
        try {
            blocks.add(
                    new PemBlock(label, beginLine, fields, Base64.getDecoder().decode(base64.toString())));
            return null;
        } catch (IllegalArgumentException e) {
            return new FileFault.BadBase64(file, beginLine, label);
        }
    }

    private static boolean isBase64(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!fits && c != '+' && c != '/' && c != '=') {
                return false;
            }
        }
        return true;
    }

    /** Without spaces at its ends; null after the last one. */
    private @Nullable String nextLine() {
        if (at >= text.length()) {
            return null;
        }
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        String next = text.substring(at, end).strip();
        boolean windows = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
        at = end + (windows ? 2 : 1);
        line++;
        return next;
    }
}
