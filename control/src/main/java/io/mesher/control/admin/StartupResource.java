package io.mesher.control.admin;

import java.util.function.BooleanSupplier;

/** {@code /startupz}: whether it has been ready once. */
record StartupResource(BooleanSupplier begun) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        return begun.getAsBoolean() ? AdminResponse.text(200, "started") : AdminResponse.text(503, "starting");
    }
}
