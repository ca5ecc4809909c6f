package io.mesher.core.catalog;

import java.util.List;

/**
 * A service and the instances that are known of it.
 *
 * @param name as callers write it in the URL's host
 * @param instances in a stable order, possibly empty
 */
public record Microservice(String name, List<Instance> instances) {
    public Microservice {
        instances = List.copyOf(instances);
    }
}
