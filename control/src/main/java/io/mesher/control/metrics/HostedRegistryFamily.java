package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.HostedRegistryStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the machine's registry holds where this Mesher hosts it. */
public final class HostedRegistryFamily implements MetricFamily {
    private final Supplier<@Nullable HostedRegistryStatus> status;

    /** @param status null while another process is the host */
    public HostedRegistryFamily(Supplier<@Nullable HostedRegistryStatus> status) {
        this.status = status;
    }

    /** Without what another process holds: as numbers of our own they would be wrong. */
    @Override
    public void write(PrometheusText text) {
        HostedRegistryStatus now = status.get();
        text.single(
                "mesher_hosted_registry",
                Kind.GAUGE,
                "Whether this process hosts the machine's registry.",
                now == null ? 0 : 1);
        if (now == null) {
            return;
        }
        text.single(
                "mesher_hosted_registry_services",
                Kind.GAUGE,
                "Services of all versions in the hosted registry.",
                now.services());
        text.single("mesher_hosted_registry_instances", Kind.GAUGE, "Instances of these services.", now.instances());
        text.single(
                "mesher_hosted_registry_watchers", Kind.GAUGE, "Open sockets that receive changes.", now.watchers());
        text.single(
                "mesher_hosted_registry_expired_total",
                Kind.COUNTER,
                "Instances removed because nobody renewed their leases.",
                now.expired());
    }
}
