package io.mesher.control.admin;

import java.util.function.Consumer;

/** A resource that is only read, and has its answer at once. */
interface Reading extends Resource {
    /** @param argument the path behind {@link Route#path}, as it came; empty for a route without a parameter */
    AdminResponse respond(String argument);

    @Override
    default void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        answer.accept(respond(request.argument()));
    }
}
