package io.mesher.registry.server;

import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.Schema;
import io.mesher.registry.store.ServiceRules;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Contracts of services. */
final class SchemaEndpoints {
    private static final String SCHEMAS = "/microservices/:serviceId/schemas";
    private static final String SCHEMA = SCHEMAS + "/:schemaId";

    private final RegistryStore store;

    SchemaEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("GET", SCHEMAS, this::list);
        routes.registry("POST", SCHEMAS, this::replace);
        routes.registry("GET", SCHEMA, this::get);
        routes.registry("PUT", SCHEMA, this::put);
        routes.registry("DELETE", SCHEMA, this::delete);
    }

    private Answer list(Call call) throws Refusal {
        boolean withText = call.flag("withSchema");
        List<Schema> schemas = store.schemas().list(call.tenant(), call.serviceId());
        return Answer.json(
                json -> JsonText.objects(json, "schemas", schemas, (to, schema) -> write(to, schema, withText)));
    }

    static void write(JsonGenerator json, Schema schema, boolean withText) {
        JsonText.always(json, "schemaId", schema.schemaId());
        JsonText.text(json, "summary", schema.summary());
        if (withText) {
            JsonText.text(json, "schema", schema.text());
        }
    }

    private Answer replace(Call call) throws Refusal, BadJson {
        List<Schema> schemas = call.body(json -> {
            List<Schema> read = new ArrayList<>();
            json.object(name -> {
                if (FoldedNames.folded(name).equals("schemas")) {
                    read.addAll(json.list(SchemaEndpoints::read));
                } else {
                    json.skip();
                }
            });
            return read;
        });
        for (Schema schema : schemas) {
            if (schema.schemaId().isEmpty()
                    || schema.text().isEmpty()
                    || schema.summary().isEmpty()) {
                throw new Refusal(ErrorCode.INVALID_PARAMETERS, "each schema needs a schemaId, a schema and a summary");
            }
            ServiceRules.checkSchema(schema);
        }
        store.schemas().replace(call.tenant(), call.serviceId(), schemas, call.now());
        return Answer.done();
    }

    private static Schema read(JsonReader json) throws BadJson {
        String[] parts = {"", "", ""};
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "schemaid" -> parts[0] = json.string();
                case "schema" -> parts[1] = json.string();
                case "summary" -> parts[2] = json.string();
                default -> json.skip();
            }
        });
        return new Schema(parts[0], parts[1], parts[2]);
    }

    private Answer get(Call call) throws Refusal {
        Schema schema = store.schemas().get(call.tenant(), call.serviceId(), call.variable("schemaId"));
        return Answer.json(json -> JsonText.always(json, "schema", schema.text()))
                .with("X-Schema-Summary", schema.summary());
    }

    private Answer put(Call call) throws Refusal, BadJson {
        Schema body = call.body(SchemaEndpoints::read);
        Schema schema = new Schema(call.variable("schemaId"), body.text(), body.summary());
        ServiceRules.checkSchema(schema);
        store.schemas().put(call.tenant(), call.serviceId(), schema, call.now());
        return Answer.done();
    }

    private Answer delete(Call call) throws Refusal {
        store.schemas().delete(call.tenant(), call.serviceId(), call.variable("schemaId"));
        return Answer.done();
    }
}
