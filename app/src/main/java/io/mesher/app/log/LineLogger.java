package io.mesher.app.log;

import io.mesher.core.config.LogConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One named logger. Trace lines are never written, and markers have no effect. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final String simpleName;
    private final transient LogOutput output;

    LineLogger(String name, LogOutput output) {
        this.name = name;
        this.simpleName = name.substring(name.lastIndexOf('.') + 1);
        this.output = output;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return output.enabled(LogConfig.Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return output.enabled(LogConfig.Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return output.enabled(LogConfig.Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return output.enabled(LogConfig.Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return name;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String message = arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
        output.write(level(level), simpleName, message == null ? "null" : message, thrown);
    }

    private static LogConfig.Level level(Level level) {
        return switch (level) {
            case ERROR -> LogConfig.Level.ERROR;
            case WARN -> LogConfig.Level.WARN;
            case INFO -> LogConfig.Level.INFO;
            case DEBUG, TRACE -> LogConfig.Level.DEBUG;
        };
    }
}
