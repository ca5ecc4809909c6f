package io.mesher.control.admin.source;

/** Whether Mesher takes requests at present. */
public sealed interface ReadyState {
    record Ready() implements ReadyState {}

    /** @param reason "starting", "shutting down", or what the local application lacks; goes into answers */
    record NotReady(String reason) implements ReadyState {}
}
