package io.mesher.app.log;

import io.mesher.core.config.LogConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What SLF4J asks for. It makes the one instance itself, by the name in {@code slf4j.provider}, and keeps it in a
 * static field of its own: that field is the only mutable static state behind our log.
 */
public final class LogProvider implements SLF4JServiceProvider {
    // Not System.err: that one is a PrintStream over a buffer, with a lock, an encoder and a flush of its own.
    private final Loggers loggers =
            new Loggers(new LogOutput(new FileOutputStream(FileDescriptor.err), LogConfig.DEFAULT));

    /** For SLF4J only, which needs it public. */
    public LogProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}
