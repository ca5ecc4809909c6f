package io.mesher.core.catalog;

import io.mesher.base.text.AsciiCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All services known at one moment. Immutable: a change is a new snapshot, so a request sees one state from start to end. */
public final class CatalogSnapshot {
    private static final Services NONE = new Services(Map.of(), Map.of());

    private final String ownApp;
    private final Services own;
    /** Those of other applications, by application. */
    private final Map<String, Services> foreign;
    /** Whether nobody knows more services, so that other spellings are kept in lower case instead of as callers write them. */
    private final boolean complete;

    /**
     * Of one application.
     *
     * @param exact by name
     * @param respelled by another spelling of the name
     */
    private record Services(Map<String, Microservice> exact, Map<String, Microservice> respelled) {
        Services() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    private CatalogSnapshot(String ownApp, Services own, Map<String, Services> foreign, boolean complete) {
        this.ownApp = ownApp;
        this.own = own;
        this.foreign = foreign;
        this.complete = complete;
    }

    public static CatalogSnapshot of(Iterable<Microservice> services) {
        return of("", services);
    }

    /** @param ownApp what our own application is called */
    public static CatalogSnapshot of(String ownApp, Iterable<Microservice> services) {
        return of(ownApp, services, List.of());
    }

    /** @param respellings those whose service isn't among {@code services} have no effect */
    public static CatalogSnapshot of(String ownApp, Iterable<Microservice> services, Iterable<Respelling> respellings) {
        Services own = new Services();
        Map<String, Services> foreign = new HashMap<>();
        for (Microservice service : services) {
            String app = service.app();
            Services ofApp =
                    app.isEmpty() || app.equals(ownApp) ? own : foreign.computeIfAbsent(app, _ -> new Services());
            ofApp.exact.put(service.name(), service);
        }
        CatalogSnapshot snapshot = new CatalogSnapshot(ownApp, own, foreign, false);
        for (Respelling respelling : respellings) {
            Services ofApp = snapshot.services(respelling.app());
            Microservice service = ofApp.exact.get(respelling.name());
            if (service != null) {
                ofApp.respelled.put(respelling.written(), service);
            }
        }
        return snapshot;
    }

    /** The same services, where nobody can be asked for more: names are found whatever their case. */
    public CatalogSnapshot complete() {
        Map<String, Services> others = new HashMap<>();
        foreign.forEach((app, services) -> others.put(app, folded(services)));
        return new CatalogSnapshot(ownApp, folded(own), others, true);
    }

    private static Services folded(Services services) {
        Map<String, Microservice> folded = new HashMap<>();
        List<String> ambiguous = new ArrayList<>();
        services.exact.forEach((name, service) -> {
            String lower = AsciiCase.lower(name);
            if (folded.put(lower, service) != null) {
                ambiguous.add(lower);
            }
        });
        ambiguous.forEach(folded::remove);
        return new Services(services.exact, folded);
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

    /** The service of our own application with exactly this name, or null if it isn't known. */
    public @Nullable Microservice find(String name) {
        return own.exact.get(name);
    }

    /** Likewise, of any application: empty, as its name, means our own. */
    public @Nullable Microservice find(String app, String name) {
        return services(app).exact.get(name);
    }

    /**
     * The service of our own application that a caller means: the one with exactly this name, otherwise the only one that is equal
     * but for ASCII case, since many clients write hosts in lower case (RFC 9110 §4.2.3). Null if it isn't known.
     */
    public @Nullable Microservice meant(String name) {
        return meant(own, name);
    }

    /** Likewise, of any application: empty, as its name, means our own. */
    public @Nullable Microservice meant(String app, String name) {
        return meant(services(app), name);
    }

    private @Nullable Microservice meant(Services of, String name) {
        Microservice exact = of.exact.get(name);
        return exact == null ? of.respelled.get(complete ? AsciiCase.lower(name) : name) : exact;
    }

    /** Names of known services that are equal but for ASCII case, sorted. Looks at all services of the application. */
    public List<String> spellings(String app, String name) {
        String lower = AsciiCase.lower(name);
        TreeSet<String> spellings = new TreeSet<>();
        for (String known : services(app).exact.keySet()) {
            if (known.length() == name.length() && AsciiCase.lower(known).equals(lower)) {
                spellings.add(known);
            }
        }
        return List.copyOf(spellings);
    }

    /** What there is to say of a name that isn't {@link #meant}, where nobody else can be asked. */
    public LookupResult absent(String app, String name) {
        List<String> spellings = spellings(app, name);
        if (spellings.size() > 1) {
            return new LookupResult.Ambiguous(spellings);
        }
        SimilarNames similar = new SimilarNames(name);
        services(app).exact.keySet().forEach(similar::consider);
        return new LookupResult.NoSuchService(similar.closest());
    }

    private Services services(String app) {
        return app.isEmpty() || app.equals(ownApp) ? own : foreign.getOrDefault(app, NONE);
    }

    /** Of our own application and of others. */
    public Iterable<Microservice> all() {
        if (foreign.isEmpty()) {
            return own.exact.values();
        }
        List<Microservice> all = new ArrayList<>(own.exact.values());
        foreign.values().forEach(ofApp -> all.addAll(ofApp.exact.values()));
        return all;
    }
}
