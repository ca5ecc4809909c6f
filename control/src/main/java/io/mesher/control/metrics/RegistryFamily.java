package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import java.util.function.Supplier;

/** How we stand with the registry. */
public final class RegistryFamily implements Family {
    private static final String HEARTBEATS = "mesher_registry_heartbeats_total";
    private static final String LOOK_UPS = "mesher_registry_lookups_total";
    private static final String PULLS = "mesher_registry_pulls_total";
    private static final Label GOOD = new Label("result", "good");
    private static final Label FAILED = new Label("result", "failed");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Supplier<RegistryCounts> counts;

    public RegistryFamily(Supplier<RegistryCounts> counts) {
        this.counts = counts;
    }

    @Override
    public void write(PrometheusText text) {
        RegistryCounts now = counts.get();
        flag(text, "mesher_registry_registered", "Whether this instance is registered.", now.registered());
        flag(text, "mesher_registry_stale", "Whether no registry answers, so that the last known holds.", now.stale());
        flag(text, "mesher_registry_watching", "Whether changes are told as they happen.", now.watching());
        text.single("mesher_registry_services", Kind.GAUGE, "Services that requests see.", now.services());
        text.single("mesher_registry_instances", Kind.GAUGE, "Instances of these.", now.instances());
        text.single(
                "mesher_registry_registrations_total",
                Kind.COUNTER,
                "Times that this instance was registered; more than one: the registry had lost it.",
                now.registrations());
        pair(text, HEARTBEATS, "Heartbeats.", now.heartbeatsGood(), now.heartbeatsFailed());
        text.family(
                        "mesher_registry_last_heartbeat_timestamp_seconds",
                        Kind.GAUGE,
                        "When the last heartbeat was answered, in seconds since 1970; 0: never.")
                .seconds("mesher_registry_last_heartbeat_timestamp_seconds", now.lastHeartbeat() * NANOS_PER_MILLI);
        pair(text, LOOK_UPS, "Questions for a service.", now.lookUps() - now.lookUpsFailed(), now.lookUpsFailed());
        pair(text, PULLS, "Rounds over all known services.", now.pulls() - now.pullsFailed(), now.pullsFailed());
    }

    private static void flag(PrometheusText text, String name, String help, boolean value) {
        text.single(name, Kind.GAUGE, help, value ? 1 : 0);
    }

    private static void pair(PrometheusText text, String name, String help, long good, long failed) {
        text.family(name, Kind.COUNTER, help + " By result.")
                .sample(name, Math.max(0, good), GOOD)
                .sample(name, failed, FAILED);
    }
}
