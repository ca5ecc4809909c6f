package io.mesher.app;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things that are open, in their order, to be closed in reverse. Used by one thread at a time. */
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Part.LOGGER);

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** Closes it before all that were added earlier. */
    <T extends AutoCloseable> T add(T part) {
        opened.addLast(part);
        return part;
    }

    /** Opens them in their order, then starts them in the same order. If one throws, closes all that were opened, and it as well. */
    void open(List<? extends Part> parts) throws StartFailure {
        try {
            for (Part part : parts) {
                // Added first, since it may open something before it throws.
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

    /** Closes all, even if one of them cannot be closed. */
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
