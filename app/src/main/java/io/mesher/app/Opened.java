package io.mesher.app;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse order. One thread at a time. */
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Part.LOGGER);

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** Closed before all that were added until now. */
    <T extends AutoCloseable> T add(T part) {
        opened.addLast(part);
        return part;
    }

    /** Opens them in their order, then starts them in the same order. Where one throws, all that were opened are closed again. */
    void open(List<? extends Part> parts) throws StartFailure {
        try {
            for (Part part : parts) {
                // Added first: it may have opened something before it throws.
                add(part).open();
            }
            for (Part part : parts) {
                part.start();
            }
        } catch (StartFailure | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Closes all, also where closing one of them fails. */
    @Override
    public void close() {
        for (AutoCloseable part : opened.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("while closing: {}", e.toString());
            }
        }
        opened.clear();
    }
}
