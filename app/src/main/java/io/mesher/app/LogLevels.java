package io.mesher.app;

import io.mesher.app.log.Loggers;
import io.mesher.control.admin.source.LogControl;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The level of the process's log. */
final class LogLevels implements LogControl {
    private static final Logger log = LoggerFactory.getLogger(LogLevels.class);

    private final Loggers loggers;
    private final Level configured;

    LogLevels(Loggers loggers, Level configured) {
        this.loggers = loggers;
        this.configured = configured;
    }

    @Override
    public Level configured() {
        return configured;
    }

    @Override
    public Level present() {
        return loggers.config().level();
    }

    @Override
    public void set(Level level, @Nullable Instant until) {
        LogConfig before = loggers.config();
        loggers.configure(before.with(level));
        if (level != before.level() || until != null) {
            log.warn("{}", text(level, configured, until));
        }
    }

    static String text(Level level, Level configured, @Nullable Instant until) {
        if (level == configured) {
            return "log level " + level + " again, as configured";
        }
        return "log level " + level + " until "
                + (until == null ? "a restart (admin port)" : until + " (admin port), then " + configured);
    }
}
