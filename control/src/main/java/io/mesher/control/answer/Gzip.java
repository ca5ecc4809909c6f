package io.mesher.control.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A body as gzip. */
public final class Gzip {
    /** What is about as long compressed isn't worth it. */
    public static final int LEAST_BYTES = 1024;

    private Gzip() {}

    /** @param level as {@link java.util.zip.Deflater} has them */
    public static byte[] compressed(byte[] content, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4);
        try (Leveled gzip = new Leveled(bytes, level)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(ByteArrayOutputStream to, int level) throws IOException {
            super(to);
            def.setLevel(level);
        }
    }
}
