package io.mesher.control.admin.source;

import io.mesher.net.listen.OpenConnection;
import java.util.List;

/**
 * The connections of one event loop, as they were when it was asked.
 *
 * @param poolCount how many pools there are, listed or not
 */
public record LoopConnections(List<ToListener> listeners, int poolCount, List<Pool> pools) {
    /**
     * Those of callers.
     *
     * @param listener {@code outgoing}, {@code incoming}, {@code admin}
     * @param open how many there are, listed or not
     */
    public record ToListener(String listener, int open, List<OpenConnection> listed) {}

    /**
     * Those to one endpoint.
     *
     * @param endpoint {@code host:port}
     * @param open idle ones and those that are being opened included
     * @param waiting requests that wait for one
     */
    public record Pool(String endpoint, int open, int idle, int waiting) {}
}
