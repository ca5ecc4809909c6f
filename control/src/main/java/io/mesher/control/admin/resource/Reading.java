package io.mesher.control.admin.resource;

import java.util.function.Consumer;

/** A resource that is only read, and has its answer at once. */
public interface Reading extends Resource {
    /** @param argument the path's parameter, as it came; empty for a route without one */
    AdminResponse respond(String argument);

    @Override
    default void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        answer.accept(respond(request.argument()));
    }
}
