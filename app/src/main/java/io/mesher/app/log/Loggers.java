package io.mesher.app.log;

import io.mesher.core.config.LogConfig;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All loggers of the process and what they have in common: least level, format, output. Any thread. */
public final class Loggers implements ILoggerFactory {
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private final LogOutput output;
    private final ConcurrentHashMap<String, Logger> byName = new ConcurrentHashMap<>();

    Loggers(LogOutput output) {
        this.output = output;
    }

    /**
     * Makes SLF4J use this log, without a scan for providers, and returns the process's loggers. To be called before
     * anything asks for a logger; later calls return the same.
     *
     * @throws IllegalStateException if SLF4J is bound to another provider already
     */
    public static Loggers install() {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
        if (System.getProperty(VERBOSITY) == null) {
            // SLF4J would announce on standard error that it uses the provider it was told to use.
            System.setProperty(VERBOSITY, "WARN");
        }
        ILoggerFactory bound = LoggerFactory.getILoggerFactory();
        if (bound instanceof Loggers loggers) {
            return loggers;
        }
        throw new IllegalStateException("slf4j: bound to "
                .concat(bound.getClass().getName())
                .concat(" (expected: Loggers.install() before the first LoggerFactory.getLogger)"));
    }

    /** The next line of every logger follows {@code config}. */
    public void configure(LogConfig config) {
        output.configure(config);
    }

    public LogConfig config() {
        return output.config();
    }

    /** Lines that nobody took in time, and that are lost. Any thread. */
    public long dropped() {
        return output.dropped();
    }

    @Override
    public Logger getLogger(String name) {
        Logger known = byName.get(name);
        if (known != null) {
            return known;
        }
        Logger made = new LineLogger(name, output);
        Logger earlier = byName.putIfAbsent(name, made);
        return earlier == null ? made : earlier;
    }
}
