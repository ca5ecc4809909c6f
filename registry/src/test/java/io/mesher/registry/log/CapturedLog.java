package io.mesher.registry.log;

import io.mesher.testkit.KeptLog;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Keeps what tests make the registry's classes log: {@code WARN message}. */
public final class CapturedLog implements SLF4JServiceProvider {
    private static final KeptLog LOG = new KeptLog();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    public static void clear() {
        LOG.clear();
    }

    public static List<String> lines(String containing) {
        return LOG.told.stream().filter(line -> line.contains(containing)).toList();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return _ -> LOG;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}
