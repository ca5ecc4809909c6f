package io.mesher.core.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All services known at one moment. Immutable: a change is a new snapshot, so a request sees one state from start to end. */
public final class CatalogSnapshot {
    private final String ownApp;
    private final Map<String, Microservice> own;
    /** Those of other applications, by application. */
    private final Map<String, Map<String, Microservice>> foreign;

    private CatalogSnapshot(
            String ownApp, Map<String, Microservice> own, Map<String, Map<String, Microservice>> foreign) {
        this.ownApp = ownApp;
        this.own = own;
        this.foreign = foreign;
    }

    public static CatalogSnapshot of(Iterable<Microservice> services) {
        return of("", services);
    }

    /** @param ownApp what our own application is called */
    public static CatalogSnapshot of(String ownApp, Iterable<Microservice> services) {
        Map<String, Microservice> own = new HashMap<>();
        Map<String, Map<String, Microservice>> foreign = new HashMap<>();
        for (Microservice service : services) {
            String app = service.app();
            Map<String, Microservice> ofApp =
                    app.isEmpty() || app.equals(ownApp) ? own : foreign.computeIfAbsent(app, _ -> new HashMap<>());
            ofApp.put(service.name(), service);
        }
        return new CatalogSnapshot(ownApp, own, foreign);
    }

    public static CatalogSnapshot ofStatic(Map<String, List<Endpoint>> endpoints) {
        return ofStatic("", endpoints);
    }

    /**
     * The services of {@code mesher.services}: an instance's id is its endpoint, which is all that is known of it.
     *
     * @param ownApp the application that they are of, which is ours
     */
    public static CatalogSnapshot ofStatic(String ownApp, Map<String, List<Endpoint>> endpoints) {
        List<Microservice> services = new ArrayList<>();
        endpoints.forEach((name, list) -> services.add(new Microservice(
                name,
                list.stream()
                        .map(endpoint -> new Instance(endpoint.authority(), "", endpoint))
                        .toList())));
        return of(ownApp, services);
    }

    /**
     * The service of our own application, or null when nobody told us of it. Names are case-sensitive, as in the registry.
     */
    public @Nullable Microservice find(String name) {
        return own.get(name);
    }

    /** Likewise, of any application: empty, as its name, means our own. */
    public @Nullable Microservice find(String app, String name) {
        if (app.isEmpty() || app.equals(ownApp)) {
            return own.get(name);
        }
        Map<String, Microservice> ofApp = foreign.get(app);
        return ofApp == null ? null : ofApp.get(name);
    }

    /** Of our own application and of others. */
    public Iterable<Microservice> all() {
        if (foreign.isEmpty()) {
            return own.values();
        }
        List<Microservice> all = new ArrayList<>(own.values());
        foreign.values().forEach(ofApp -> all.addAll(ofApp.values()));
        return all;
    }
}
