package io.mesher.control.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of whole lines, in as many parts as it likes. One thread's at a time. */
public interface LogTarget extends AutoCloseable {
    /**
     * Comes before a line, or before many that follow each other: here another file may begin.
     *
     * @throws IOException where nothing can be written at present
     */
    void beforeLine() throws IOException;

    /** Writes some of it; 0: none at present. May block. */
    int write(ByteBuffer bytes) throws IOException;

    /** For messages. */
    String name();

    @Override
    void close();
}
