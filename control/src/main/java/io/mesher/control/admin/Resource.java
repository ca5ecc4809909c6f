package io.mesher.control.admin;

/** What stands behind a path. Called on an event loop, so it never waits. */
interface Resource {
    /** @param argument the path behind {@link Route#path}, as it came; empty for a route without a parameter */
    AdminResponse respond(String argument);

    /** @param accept which formats the caller takes; empty: it doesn't say */
    default AdminResponse respond(String argument, String accept) {
        return respond(argument);
    }
}
