package io.mesher.core.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service and the instances that are known of it. Immutable. */
public final class Microservice {
    private final String app;
    private final String name;
    private final List<Instance> instances;
    private final List<Instance> newest;
    private final LeftOut leftOut;

    /** Of our own application. */
    public Microservice(String name, List<Instance> instances) {
        this("", name, instances);
    }

    /**
     * @param app the application that it is of; empty for our own
     * @param name its own; callers may write it in another case in the URL's host
     * @param instances in a stable order, possibly empty
     */
    public Microservice(String app, String name, List<Instance> instances) {
        this.app = app;
        this.name = name;
        this.instances = List.copyOf(instances);
        this.newest = newest(this.instances);
        this.leftOut = LeftOut.NONE;
    }

    private Microservice(String app, String name, List<Instance> instances, List<Instance> newest, LeftOut leftOut) {
        this.app = app;
        this.name = name;
        this.instances = instances;
        this.newest = newest;
        this.leftOut = leftOut;
    }

    /** The same with other ones left out. It {@linkplain #hasInstancesOf shares} its instances with this. */
    public Microservice with(LeftOut others) {
        return new Microservice(app, name, instances, newest, others);
    }

    private static List<Instance> newest(List<Instance> instances) {
        List<Instance> newest = new ArrayList<>();
        for (Instance instance : instances) {
            int order = newest.isEmpty()
                    ? 0
                    : VersionOrder.compare(instance.version(), newest.getFirst().version());
            if (order > 0) {
                newest.clear();
            }
            if (order >= 0) {
                newest.add(instance);
            }
        }
        // The same list where there is one version, which is the rule: it is kept once.
        return newest.size() == instances.size() ? instances : List.copyOf(newest);
    }

    /** Empty for our own application. */
    public String app() {
        return app;
    }

    public String name() {
        return name;
    }

    /** Of all versions, those that may get requests. */
    public List<Instance> instances() {
        return instances;
    }

    /** Those of the highest version: without a route rule only they get requests, as in CSE Mesher. */
    public List<Instance> newest() {
        return newest;
    }

    /** Whether what was worked out of the other's instances holds for this too: one look. */
    public boolean hasInstancesOf(Microservice other) {
        return instances == other.instances;
    }

    /** Registered ones that get no requests. */
    public LeftOut leftOut() {
        return leftOut;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Microservice service
                && app.equals(service.app)
                && name.equals(service.name)
                && instances.equals(service.instances)
                && leftOut.equals(service.leftOut);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + instances.hashCode();
    }

    @Override
    public String toString() {
        return (app.isEmpty() ? name : app + "/" + name) + instances;
    }
}
