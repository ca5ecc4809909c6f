package io.mesher.control.admin;

/** Whether Mesher takes requests at present. */
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /** @param reason "starting", "shutting down", or what the local application lacks; goes into answers */
    record NotReady(String reason) implements Readiness {}
}
