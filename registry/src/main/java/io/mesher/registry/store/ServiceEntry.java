package io.mesher.registry.store;

import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A microservice with all that belongs to it. Read by anybody on the thread, changed by the package only. */
public final class ServiceEntry {
    private final TenantKey tenant;
    private final NameEntry name;
    private ServiceDocument document;
    private long revision;
    /** Of heap, with all that belongs to it; counted by {@link State#count}. */
    long bytes;

    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, InstanceEntry> instances = new LinkedHashMap<>();
    private final Set<NameEntry> providers = new LinkedHashSet<>();

    ServiceEntry(TenantKey tenant, NameEntry name, ServiceDocument document) {
        this.tenant = tenant;
        this.name = name;
        this.document = document;
    }

    public TenantKey tenant() {
        return tenant;
    }

    public ServiceDocument document() {
        return document;
    }

    public Map<String, String> tags() {
        return Collections.unmodifiableMap(tags);
    }

    /** Those that were uploaded; the document names more. */
    public Map<String, Schema> schemas() {
        return Collections.unmodifiableMap(schemas);
    }

    public Collection<InstanceEntry> instances() {
        return Collections.unmodifiableCollection(instances.values());
    }

    /** All versions of its name, its own too. */
    public Collection<ServiceEntry> versions() {
        return Collections.unmodifiableCollection(name.versions().values());
    }

    /** The services that it uses, all versions. */
    public List<ServiceEntry> providers() {
        List<ServiceEntry> found = new ArrayList<>();
        providers.forEach(provider -> found.addAll(provider.versions().values()));
        return found;
    }

    public Collection<ServiceEntry> consumers() {
        return Collections.unmodifiableCollection(name.consumers());
    }

    NameEntry name() {
        return name;
    }

    Map<String, String> ownTags() {
        return tags;
    }

    Map<String, Schema> ownSchemas() {
        return schemas;
    }

    Map<String, InstanceEntry> ownInstances() {
        return instances;
    }

    Set<NameEntry> ownProviders() {
        return providers;
    }

    /** Of the last change of what a caller of its instances sees. */
    long revision() {
        return revision;
    }

    void revision(long newRevision) {
        revision = newRevision;
    }

    void document(ServiceDocument newDocument) {
        document = newDocument;
    }

    /** Whether callers of other applications may see its instances. */
    boolean allowsOtherApplications() {
        return Boolean.parseBoolean(document.properties().getOrDefault("allowCrossApp", ""));
    }
}
