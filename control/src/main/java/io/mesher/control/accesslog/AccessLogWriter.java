package io.mesher.control.accesslog;

import io.mesher.control.logfile.Complaints;
import io.mesher.control.logfile.LineWriter;
import io.mesher.control.logfile.LogTarget;
import io.mesher.control.logfile.RotatingFile;
import io.mesher.control.logfile.StandardOutput;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.RotatedFile;
import io.mesher.core.telemetry.log.LineRing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the loops put into their rings, and says in the log where lines are dropped. */
public final class AccessLogWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AccessLogWriter.class);

    private final LogTarget target;
    private final int bufferBytes;
    private final LineWriter writer;
    private final Drops drops;

    /** Opens nothing yet. */
    public AccessLogWriter(AccessLogConfig config) {
        this(target(config.file()), config.bufferBytes(), log);
    }

    AccessLogWriter(LogTarget target, int bufferBytes, Logger told) {
        this.target = target;
        this.bufferBytes = bufferBytes;
        Complaints complaints = new Complaints(what -> told.warn("access log: {}", what));
        this.writer = new LineWriter(
                "access-log",
                target,
                failure -> complaints.say("nothing can be written to " + target.name() + ": " + failure
                        + " (tried again every second; lines that find no room are dropped)"));
        this.drops = new Drops(writer::dropped, this::cause, told);
    }

    private static LogTarget target(@Nullable RotatedFile file) {
        return file == null ? new StandardOutput() : new RotatingFile(file, what -> log.warn("access log: {}", what));
    }

    /** One for a loop; all of them before the first line. */
    public LineRing newRing() {
        return writer.newRing(bufferBytes, drops::noticed, null);
    }

    /** Lines that found no room since the start, and at the end those that could not be written any more. Any thread. */
    public long dropped() {
        return writer.dropped();
    }

    /** Why lines find no room, and what to do about it. Any thread. */
    private String cause() {
        long stuck = writer.stuckMillis();
        if (stuck > 0) {
            return target.name() + " accepts nothing, for " + stuck
                    + " ms so far (expected: a process that reads it, or another mesher.accessLog.output)";
        }
        String failure = writer.failure();
        if (!failure.isEmpty()) {
            return "nothing can be written to " + target.name() + ": " + failure
                    + " (expected: a place that accepts them, such as a disk with room, or another"
                    + " mesher.accessLog.output)";
        }
        return target.name() + " is too slow (expected: a faster one, a larger mesher.accessLog.buffer, or"
                + " mesher.accessLog.requests: failed)";
    }

    /** Writes what is there, for a second at most; the rest is counted as dropped. To be called when the loops have ended. */
    @Override
    public void close() {
        writer.close();
        drops.close();
    }
}
