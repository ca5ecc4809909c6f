package io.mesher.core.catalog;

/**
 * One registered process of a microservice.
 *
 * @param id unique within the catalog
 * @param version of the service, {@code 1.2.3}; empty where nobody told it
 * @param endpoint where it takes HTTP
 */
public record Instance(String id, String version, Endpoint endpoint) {}
