package io.mesher.core.catalog;

/**
 * One registered process of a microservice.
 *
 * @param id unique within the catalog
 * @param endpoint where it takes HTTP
 */
public record Instance(String id, Endpoint endpoint) {}
