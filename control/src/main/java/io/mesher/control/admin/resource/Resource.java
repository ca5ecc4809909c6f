package io.mesher.control.admin.resource;

import java.util.function.Consumer;

/** What stands behind a path. Called on the admin port's event loop, so it never waits. */
public interface Resource {
    /** @param answer called once, now or later, on any thread */
    void respond(AdminRequest request, Consumer<AdminResponse> answer);
}
