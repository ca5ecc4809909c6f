package io.mesher.control.metrics;

/** @param value any text; it is escaped */
public record Label(String name, String value) {}
