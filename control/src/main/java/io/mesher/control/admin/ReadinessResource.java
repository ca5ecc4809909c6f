package io.mesher.control.admin;

import java.util.function.Supplier;

/** {@code /readyz}: whether requests should be sent here. */
record ReadinessResource(Supplier<Readiness> readiness) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        return switch (readiness.get()) {
            case Readiness.Ready() -> AdminResponse.text(200, "ready");
            case Readiness.NotReady(String reason) -> AdminResponse.text(503, reason);
        };
    }
}
