package io.mesher.core.catalog;

/**
 * Another spelling of a service's name, equal to it but for ASCII case, by which no other service is meant.
 *
 * @param app the application that the service is of; empty for our own
 * @param written by callers
 * @param name the service's own
 */
public record Respelling(String app, String written, String name) {}
