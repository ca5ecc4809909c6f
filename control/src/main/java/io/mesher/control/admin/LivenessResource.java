package io.mesher.control.admin;

/** {@code /livez}: an event loop answers. */
record LivenessResource() implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        return AdminResponse.text(200, "ok");
    }
}
