package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.RegistryStatus;
import java.util.function.Supplier;

/** How we stand with the registry. */
public final class RegistryFamily implements MetricFamily {
    private static final String HEARTBEATS = "mesher_registry_heartbeats_total";
    private static final String LOOK_UPS = "mesher_registry_lookups_total";
    private static final String PULLS = "mesher_registry_pulls_total";
    private static final Label GOOD = new Label("result", "good");
    private static final Label FAILED = new Label("result", "failed");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Supplier<RegistryStatus> status;

    public RegistryFamily(Supplier<RegistryStatus> status) {
        this.status = status;
    }

    @Override
    public void write(PrometheusText text) {
        RegistryStatus now = status.get();
        flag(
                text,
                "mesher_registry_registered",
                "Whether this instance is registered.",
                now.registration().since() != 0);
        flag(
                text,
                "mesher_registry_stale",
                "Whether no registry answers, so that the last known services are used.",
                now.isStale());
        flag(text, "mesher_registry_watching", "Whether the registry reports changes as they happen.", now.watching());
        text.single("mesher_registry_services", Kind.GAUGE, "Services that requests can see.", now.services());
        text.single("mesher_registry_instances", Kind.GAUGE, "Instances of these services.", now.instances());
        text.single(
                "mesher_registry_registrations_total",
                Kind.COUNTER,
                "Times that this instance was registered; more than one: the registry had lost it.",
                now.registration().times());
        pair(
                text,
                HEARTBEATS,
                "Heartbeats.",
                now.heartbeats().good(),
                now.heartbeats().failed());
        text.family(
                        "mesher_registry_last_heartbeat_timestamp_seconds",
                        Kind.GAUGE,
                        "When the last heartbeat was answered, in seconds since 1970; 0: never.")
                .seconds(
                        "mesher_registry_last_heartbeat_timestamp_seconds",
                        now.heartbeats().lastGood() * NANOS_PER_MILLI);
        pair(
                text,
                LOOK_UPS,
                "Look-ups of one service.",
                now.lookUps().asked() - now.lookUps().failed(),
                now.lookUps().failed());
        pair(
                text,
                PULLS,
                "Rounds over all known services.",
                now.pulls().all() - now.pulls().failed(),
                now.pulls().failed());
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
