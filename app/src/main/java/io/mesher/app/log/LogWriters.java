package io.mesher.app.log;

import io.mesher.control.logfile.RotatingFile;
import io.mesher.core.config.LogConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where lines go that don't go to standard error only. A line that the file doesn't take goes to standard error. */
final class LogWriters {
    private static final long COMPLAIN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LogConfig config;
    private final OutputStream standardError;
    private final @Nullable OutputStream standardOutput;
    private final @Nullable RotatingFile file;
    private boolean complained;
    private long complainedAt;

    LogWriters(OutputStream standardError, LogConfig config) {
        this(standardError, config.standardOutput() ? new FileOutputStream(FileDescriptor.out) : null, config);
    }

    LogWriters(OutputStream standardError, @Nullable OutputStream standardOutput, LogConfig config) {
        this.config = config;
        this.standardError = standardError;
        this.standardOutput = standardOutput;
        this.file = config.file() == null ? null : new RotatingFile(config.file(), this::say);
    }

    /** Whether lines of this configuration go to the same places. */
    boolean isFor(LogConfig other) {
        return config.standardError() == other.standardError()
                && config.standardOutput() == other.standardOutput()
                && Objects.equals(config.file(), other.file());
    }

    /** @param plain without colours, for the file */
    void write(LogLine line, LogLine plain) throws IOException {
        boolean filed = file == null || write(file, plain);
        if (config.standardError() || (!filed && standardOutput == null)) {
            line.writeTo(standardError);
        }
        if (standardOutput != null) {
            line.writeTo(standardOutput);
        }
    }

    private boolean write(RotatingFile to, LogLine line) {
        try {
            to.beforeLine();
            ByteBuffer bytes = line.bytes();
            while (bytes.hasRemaining()) {
                if (to.write(bytes) == 0) {
                    throw new IOException("takes nothing");
                }
            }
            return true;
        } catch (IOException e) {
            complain(to.name() + ": nothing can be written: " + e + " (expected: a file that this user may write, with"
                    + " room; lines go elsewhere meanwhile)");
            return false;
        }
    }

    private void complain(String what) {
        long now = System.nanoTime();
        if (!complained || now - complainedAt >= COMPLAIN_EVERY_NANOS) {
            complained = true;
            complainedAt = now;
            say(what);
        }
    }

    /** Past the log, which is what it is about. Any thread. */
    private void say(String what) {
        try {
            standardError.write(("log: " + what + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // Standard error is gone, too.
        }
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }
}
