package io.mesher.app.log;

import io.mesher.control.logfile.Complaints;
import io.mesher.control.logfile.RotatingFile;
import io.mesher.core.config.LogConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where lines go. Those that the file doesn't take go to standard error. One thread's at a time, but for {@link #say}. */
final class LogPlaces {
    private final LogConfig config;
    private final OutputStream standardError;
    private final @Nullable OutputStream standardOutput;
    private final @Nullable RotatingFile file;
    private final Complaints complaints = new Complaints(this::say);

    LogPlaces(OutputStream standardError, LogConfig config) {
        this.config = config;
        this.standardError = standardError;
        this.standardOutput = config.standardOutput() ? new FileOutputStream(FileDescriptor.out) : null;
        this.file = config.file() == null ? null : new RotatingFile(config.file(), this::say);
    }

    /** Whether lines of both go to the same places. */
    static boolean areSame(LogConfig one, LogConfig other) {
        return one.standardError() == other.standardError()
                && one.standardOutput() == other.standardOutput()
                && Objects.equals(one.file(), other.file());
    }

    /**
     * @param lines whole ones
     * @return whether any place took them
     */
    boolean write(byte[] lines) {
        boolean taken = file != null && write(file, config.coloured() ? uncoloured(lines) : lines);
        if (config.standardError() || (!taken && standardOutput == null)) {
            taken |= write(standardError, lines);
        }
        if (standardOutput != null) {
            taken |= write(standardOutput, lines);
        }
        return taken;
    }

    private static boolean write(OutputStream to, byte[] lines) {
        try {
            to.write(lines);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private boolean write(RotatingFile to, byte[] lines) {
        try {
            to.beforeLine();
            ByteBuffer bytes = ByteBuffer.wrap(lines);
            while (bytes.hasRemaining()) {
                if (to.write(bytes) == 0) {
                    throw new IOException("takes nothing");
                }
            }
            return true;
        } catch (IOException e) {
            complaints.say(to.name() + ": nothing can be written: " + e + " (expected: a file that this user may write,"
                    + " with room; lines go elsewhere meanwhile)");
            return false;
        }
    }

    /** Without ECMA-48's sequences from ESC to m: those are the layout's, since others' ESC is escaped. */
    private static byte[] uncoloured(byte[] lines) {
        byte[] kept = new byte[lines.length];
        int length = 0;
        boolean colour = false;
        for (byte b : lines) {
            colour |= b == '\033';
            if (!colour) {
                kept[length++] = b;
            }
            colour &= b != 'm';
        }
        return Arrays.copyOf(kept, length);
    }

    /** Past the log, which is what it is about. Any thread. */
    void say(String what) {
        write(standardError, ("log: " + what + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }
}
