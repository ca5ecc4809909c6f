package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
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
        if (!ids.contains(schema.schemaId())) {
            ids.add(schema.schemaId());
            Quota.check("schemas of a service", ids.size(), state.quota.schemasPerService());
            name(service, ids, now);
        }
        service.ownSchemas().put(schema.schemaId(), schema);
        state.listener.onChanged();
    }

    /** Uploads all that the service has from now on. */
    public void replace(TenantKey key, String serviceId, List<Schema> schemas, Moment now) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        Map<String, Schema> byId = new LinkedHashMap<>();
        schemas.forEach(schema -> byId.put(schema.schemaId(), schema));
        Quota.check("schemas of a service", byId.size(), state.quota.schemasPerService());
        service.ownSchemas().clear();
        service.ownSchemas().putAll(byId);
        name(service, List.copyOf(byId.keySet()), now);
        state.listener.onChanged();
    }

    private static void name(ServiceEntry service, List<String> ids, Moment now) {
        service.document(service.document().toBuilder()
                .schemas(ids)
                .modTimestamp(now.seconds())
                .build());
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
        uploaded(service.ownSchemas().remove(schemaId));
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
