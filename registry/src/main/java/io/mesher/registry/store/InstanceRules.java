package io.mesher.registry.store;

import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.InstanceDocument.DataCenterDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;

/** What an instance's fields may be: the limits of the Service Center. */
public final class InstanceRules {
    private static final String PLACE = "^[A-Za-z0-9_.-]+$";

    private static final FieldRule HOST_NAME = FieldRule.of("MicroServiceInstance.HostName", 1, 64, "\\S+");
    private static final FieldRule STATUS =
            FieldRule.of("MicroServiceInstance.Status", 0, 0, "^(UP|DOWN|STARTING|TESTING|OUTOFSERVICE)?$");
    private static final FieldRule NEW_STATUS =
            FieldRule.of("UpdateInstanceStatusRequest.Status", 0, 0, "^(UP|DOWN|STARTING|TESTING|OUTOFSERVICE)$");
    private static final FieldRule ID = FieldRule.of("MicroServiceInstance.InstanceId", 0, 64, "^[A-Za-z0-9_.-]*$");
    private static final FieldRule ENDPOINT = FieldRule.of("MicroServiceInstance.Endpoints", 1, 0, "\\S+");
    private static final FieldRule MODE = FieldRule.of("HealthCheck.Mode", 0, 0, "^(push|pull)$");
    private static final FieldRule INTERVAL = number("HealthCheck.Interval", "1 or more");
    private static final FieldRule TIMES = number("HealthCheck.Times", "0 or more");
    private static final FieldRule PORT = number("HealthCheck.Port", "0 to 65535");
    private static final FieldRule URL = new FieldRule("HealthCheck.Url", 0, 512, null, "");
    private static final FieldRule CENTER = FieldRule.of("DataCenterInfo.Name", 1, 128, PLACE);
    private static final FieldRule REGION = FieldRule.of("DataCenterInfo.Region", 1, 128, PLACE);
    private static final FieldRule ZONE = FieldRule.of("DataCenterInfo.AvailableZone", 1, 128, PLACE);

    private InstanceRules() {}

    private static FieldRule number(String field, String range) {
        return new FieldRule(field, 0, 0, null, range);
    }

    public static void check(InstanceDocument instance) throws Refusal {
        ID.check(instance.instanceId());
        HOST_NAME.check(instance.hostName());
        ENDPOINT.checkAll(instance.endpoints());
        STATUS.check(instance.status());
        HealthCheck health = instance.healthCheck();
        if (health != null) {
            check(health);
        }
        DataCenterDocument center = instance.dataCenterInfo();
        if (center != null) {
            CENTER.check(center.name());
            REGION.check(center.region());
            ZONE.check(center.availableZone());
        }
    }

    private static void check(HealthCheck health) throws Refusal {
        MODE.check(health.mode());
        URL.check(health.url());
        within(INTERVAL, health.interval(), 1, Integer.MAX_VALUE);
        within(TIMES, health.times(), 0, Integer.MAX_VALUE);
        within(PORT, health.port(), 0, 65535);
    }

    private static void within(FieldRule rule, int value, int min, int max) throws Refusal {
        if (value < min || value > max) {
            throw rule.refusal(Integer.toString(value));
        }
    }

    /** Of an instance that a request names. */
    public static void checkId(String id) throws Refusal {
        ID.check(id);
    }

    public static void checkStatus(String status) throws Refusal {
        NEW_STATUS.check(status);
    }
}
