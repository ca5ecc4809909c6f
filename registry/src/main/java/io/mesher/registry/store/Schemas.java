package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contracts of services. */
public final class Schemas {
    private final State state;

    Schemas(State state) {
        this.state = state;
    }

    /** Uploads one; its id is added to those that the service names. */
    public void put(TenantKey key, String serviceId, Schema schema, Moment now) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        List<String> ids = new ArrayList<>(service.document().schemas());
        boolean unnamed = !ids.contains(schema.schemaId());
        if (unnamed) {
            ids.add(schema.schemaId());
            Quota.check("schemas of a service", ids.size(), state.quota.schemasPerService());
        }
        put(service, schema);
        if (unnamed) {
            name(service, ids, now);
        }
        state.listener.onChanged();
    }

    void put(ServiceEntry service, Schema schema) throws Refusal {
        Schema before = service.schemas().get(schema.schemaId());
        long more = Footprint.of(schema) - (before == null ? 0 : Footprint.of(before));
        state.checkRoom(more);
        state.count(service, more);
        service.ownSchemas().put(schema.schemaId(), schema);
    }

    /** Uploads all that the service has from now on. */
    public void replace(TenantKey key, String serviceId, List<Schema> schemas, Moment now) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        Map<String, Schema> byId = new LinkedHashMap<>();
        schemas.forEach(schema -> byId.put(schema.schemaId(), schema));
        Quota.check("schemas of a service", byId.size(), state.quota.schemasPerService());
        long more = bytes(byId) - bytes(service.schemas());
        state.checkRoom(more);
        state.count(service, more);
        service.ownSchemas().clear();
        service.ownSchemas().putAll(byId);
        name(service, List.copyOf(byId.keySet()), now);
        state.listener.onChanged();
    }

    private static long bytes(Map<String, Schema> schemas) {
        return schemas.values().stream().mapToLong(Footprint::of).sum();
    }

    private void name(ServiceEntry service, List<String> ids, Moment now) {
        ServiceDocument before = service.document();
        service.document(
                before.toBuilder().schemas(ids).modTimestamp(now.seconds()).build());
        state.count(service, Footprint.of(service.document()) - Footprint.of(before));
    }

    public Schema get(TenantKey key, String serviceId, String schemaId) throws Refusal {
        ServiceEntry service = state.visible(key, serviceId);
        if (service == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Service does not exist.");
        }
        return uploaded(service.schemas().get(schemaId));
    }

    /** The service goes on naming it. */
    public void delete(TenantKey key, String serviceId, String schemaId) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        state.count(service, -Footprint.of(uploaded(service.ownSchemas().remove(schemaId))));
        state.listener.onChanged();
    }

    private static Schema uploaded(@Nullable Schema schema) throws Refusal {
        if (schema == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SCHEMA, "schema ref not found.");
        }
        return schema;
    }

    /** Every one that the service names, in that order; without text and summary where it wasn't uploaded. */
    public List<Schema> list(TenantKey key, String serviceId) throws Refusal {
        ServiceEntry service = state.visible(key, serviceId);
        if (service == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Service does not exist.");
        }
        return list(service);
    }

    public static List<Schema> list(ServiceEntry service) {
        return service.document().schemas().stream()
                .map(id -> service.schemas().getOrDefault(id, new Schema(id, "", "")))
                .toList();
    }
}
