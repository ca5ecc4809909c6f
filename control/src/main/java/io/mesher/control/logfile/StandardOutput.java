package io.mesher.control.logfile;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The process's. Never closed: others may write there. */
public final class StandardOutput implements LogTarget {
    private final FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();

    public StandardOutput() {}

    @Override
    public void beforeLine() {}

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
    }

    @Override
    public String name() {
        return "standard output";
    }

    @Override
    public void close() {}
}
