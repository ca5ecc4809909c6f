package io.mesher.net.stream;

/** Told of a stream's readiness, on its event loop. */
public interface StreamListener {
    /** The connection to the peer stands, or was refused; only of a stream that was opened by us. */
    default void onConnectReady() {}

    void onReadable();

    void onWritable();

    /** The stream was closed, since the handling of an event threw: the peer gets nothing more. */
    default void onBroken() {}
}
