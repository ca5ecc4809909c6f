package io.mesher.app.config.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** A print of what is in files, by which a change is seen. One thread. */
public final class ContentFingerprint {
    /** No file is read further: one byte more than a configuration file may have. */
    public static final int MAX_BYTES = YamlTree.MAX_BYTES + 1;

    private final CRC32 print = new CRC32();

    /** The files of one print in one order. */
    public void add(Path file, byte[] content) {
        print.update(file.toString().getBytes(StandardCharsets.UTF_8));
        print.update(content);
    }

    public long value() {
        return print.getValue();
    }
}
