package io.mesher.control.metrics;

/** Metrics as they are sent. */
public record Page(String contentType, String body) {}
