package io.mesher.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Keeps what is logged, on whatever thread. */
public final class KeptLog extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    public final transient List<String> lines = new CopyOnWriteArrayList<>();
    /** The same with their levels: {@code WARN text}. */
    public final transient List<String> told = new CopyOnWriteArrayList<>();

    /** Those since the last call, with their levels. */
    public List<String> take() {
        List<String> taken = List.copyOf(told);
        clear();
        return taken;
    }

    public void clear() {
        lines.clear();
        told.clear();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return KeptLog.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String line = MessageFormatter.basicArrayFormat(pattern, arguments);
        lines.add(line);
        told.add(level + " " + line);
    }

    @Override
    public boolean isTraceEnabled() {
        return true;
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
