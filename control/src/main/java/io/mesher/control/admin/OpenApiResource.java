package io.mesher.control.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** {@code /openapi.json}: all of this, for programs. */
record OpenApiResource() implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        try (InputStream file = Objects.requireNonNull(OpenApiResource.class.getResourceAsStream("openapi.json"))) {
            return AdminResponse.json(200, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
