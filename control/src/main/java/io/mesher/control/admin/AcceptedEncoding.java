package io.mesher.control.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A body as gzip. On the event loop, so fast before small. */
final class Gzip {
    private Gzip() {}

    /**
     * Whether a caller takes it (RFC 9110 §12.5.3).
     *
     * @param acceptEncoding the request's field; empty: it has none
     */
    static boolean isTaken(String acceptEncoding) {
        String rest = acceptEncoding.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty()) {
            int comma = rest.indexOf(',');
            String coding = comma < 0 ? rest : rest.substring(0, comma);
            int semicolon = coding.indexOf(';');
            String name = semicolon < 0 ? coding : coding.substring(0, semicolon);
            if (name.strip().equals("gzip")) {
                return semicolon < 0 || !isZero(coding.substring(semicolon + 1).strip());
            }
            rest = comma < 0 ? "" : rest.substring(comma + 1);
        }
        return false;
    }

    /** {@code q=0}, {@code q=0.000}. */
    private static boolean isZero(String weight) {
        boolean zero = weight.startsWith("q=0");
        for (int i = 3; i < weight.length(); i++) {
            zero &= weight.charAt(i) == '.' || weight.charAt(i) == '0';
        }
        return zero;
    }

    static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 8);
        try (Fast gzip = new Fast(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream to) throws IOException {
            super(to);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
