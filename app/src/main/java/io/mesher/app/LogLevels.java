package io.mesher.app;

import io.mesher.app.log.Loggers;
import io.mesher.control.admin.source.LogControl;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Level;
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
    public void set(Level level) {
        LogConfig before = loggers.config();
        loggers.configure(before.with(level));
        if (level != before.level()) {
            log.warn("log level {} from now on, {} before", level, before.level());
        }
    }
}
