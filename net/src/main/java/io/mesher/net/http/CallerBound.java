package io.mesher.net.http;

/** What belongs to one connection of a caller, and ends with it. Event loop only. */
public interface CallerBound {
    void connectionEnded();
}
