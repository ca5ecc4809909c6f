package io.mesher.registry.store;

import io.mesher.registry.wire.ServiceDocument;
import io.mesher.registry.wire.ServiceDocument.ServicePath;

/** What a service's fields may be: the limits of the Service Center. */
public final class ServiceRules {
    static final String NAME = "^[a-zA-Z0-9]*$|^[a-zA-Z0-9][a-zA-Z0-9_\\-.]*[a-zA-Z0-9]$";
    private static final String ALIAS = "^[a-zA-Z0-9_\\-.:]*$";

    /** An application's name, a colon and a service's. */
    private static final int MAX_FOUND_NAME = 289;

    private static final int MAX_PARTS = 4;
    private static final int MAX_PART = 32767;

    private static final FieldRule APP = FieldRule.of("MicroService.AppId", 1, 160, NAME);
    private static final FieldRule SERVICE_NAME = FieldRule.of("MicroService.ServiceName", 1, 128, NAME);
    private static final FieldRule ENVIRONMENT =
            FieldRule.of("MicroService.Environment", 0, 0, "^(development|testing|acceptance|production)?$");
    private static final FieldRule LEVEL = FieldRule.of("MicroService.Level", 0, 0, "^(FRONT|MIDDLE|BACK)?$");
    private static final FieldRule STATUS = FieldRule.of("MicroService.Status", 0, 0, "^(UP|DOWN)?$");
    private static final FieldRule ID = FieldRule.of("MicroService.ServiceId", 1, 64, "\\S+");
    private static final FieldRule DESCRIPTION = new FieldRule("MicroService.Description", 0, 256, null, "");
    private static final FieldRule MICROSERVICE_ALIAS = FieldRule.of("MicroService.Alias", 0, 128, ALIAS);
    private static final FieldRule REGISTER_BY =
            FieldRule.of("MicroService.RegisterBy", 0, 0, "^(SDK|SIDECAR|PLATFORM)?$");
    private static final FieldRule FRAMEWORK_NAME = FieldRule.of("FrameWork.Name", 0, 64, NAME);
    private static final FieldRule FRAMEWORK_VERSION = new FieldRule("FrameWork.Version", 0, 64, null, "");
    private static final FieldRule SCHEMA_ID = FieldRule.of("MicroService.Schemas", 1, 160, "^[a-zA-Z0-9_\\-.]*$");
    private static final FieldRule PATH =
            FieldRule.of("ServicePath.Path", 1, 0, "^[A-Za-z0-9.,?'\\\\/+&amp;%$#=~_\\-@{}]*$");
    private static final FieldRule TAG = FieldRule.of("Tag", 1, 64, "^[a-zA-Z][a-zA-Z0-9_\\-.]{0,63}$");
    private static final FieldRule SUMMARY = FieldRule.of("ModifySchemaRequest.Summary", 0, 128, "^[a-zA-Z0-9]*$");

    private ServiceRules() {}

    public static void check(ServiceDocument service) throws Refusal {
        ID.checkIfAny(service.serviceId());
        APP.checkIfAny(service.appId());
        SERVICE_NAME.check(service.serviceName());
        if (!service.version().isEmpty()) {
            version("MicroService.Version", service.version(), 0);
        }
        ENVIRONMENT.check(service.environment());
        LEVEL.check(service.level());
        STATUS.check(service.status());
        DESCRIPTION.check(service.description());
        MICROSERVICE_ALIAS.check(service.alias());
        REGISTER_BY.check(service.registerBy());
        FRAMEWORK_NAME.check(service.framework().name());
        FRAMEWORK_VERSION.check(service.framework().version());
        Quota.check("schemas of a service", service.schemas().size(), Quota.DEFAULT.schemasPerService());
        SCHEMA_ID.checkAll(service.schemas());
        for (ServicePath path : service.paths()) {
            PATH.check(path.path());
        }
    }

    /** @param request as messages name it, such as {@code FindInstancesRequest} */
    public static void checkName(String request, NameKey name) throws Refusal {
        new FieldRule(request + ".AppId", 1, 160, APP.form(), APP.shown()).check(name.appId());
        new FieldRule(request + ".Environment", 0, 0, ENVIRONMENT.form(), ENVIRONMENT.shown())
                .check(name.environment());
        new FieldRule(request + ".ServiceName", 1, MAX_FOUND_NAME, MICROSERVICE_ALIAS.form(), ALIAS)
                .check(name.serviceName());
    }

    /** Of a service that a request names. */
    public static void checkId(String id) throws Refusal {
        ID.check(id);
    }

    /** An exact one: one to four numbers. */
    public static void checkVersion(String request, String version) throws Refusal {
        version(request + ".Version", version, 1);
    }

    private static void version(String field, String version, int min) throws Refusal {
        if (version.length() > 64 || !isVersion(version)) {
            throw new FieldRule(field, min, 64, null, "the form x[.y[.z]] where x y and z are 0-32767 range")
                    .refusal(version);
        }
    }

    private static boolean isVersion(String version) {
        String[] parts = version.split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 5
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > MAX_PART) {
                return false;
            }
        }
        return parts.length <= MAX_PARTS;
    }

    public static void checkTags(Iterable<String> keysOrValues) throws Refusal {
        for (String tag : keysOrValues) {
            TAG.check(tag);
        }
    }

    public static void checkSchema(Schema schema) throws Refusal {
        SCHEMA_ID.check(schema.schemaId());
        new FieldRule("ModifySchemaRequest.Schema", 1, 0, null, "").check(schema.text());
        SUMMARY.check(schema.summary());
    }
}
