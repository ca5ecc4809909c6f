package io.mesher.control.admin;

import io.mesher.control.admin.source.BuildInfo;
import io.mesher.control.admin.source.ConfigReport;
import io.mesher.control.admin.source.LoopSource;
import io.mesher.control.explain.Explainer;
import io.mesher.control.metrics.MetricsPages;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.LoopCounters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the admin API has its answers from. The suppliers are asked at each request, on the admin port's event loop.
 *
 * @param counters of every event loop
 * @param states of the services that were called
 * @param governance what holds at present
 * @param catalog who is where at present
 * @param configured the services of the catalog that the configuration names, rather than the registry
 * @param loops those that carry connections
 * @param explain null where it is switched off
 * @param telemetry what was counted of metrics, traces and log lines that had to be left out, by name
 * @param config asked on a thread of its own, since it may read files
 */
public record AdminSources(
        ServiceIdentity identity,
        BuildInfo build,
        List<LoopCounters> counters,
        ServiceStates states,
        Supplier<GovernanceConfig> governance,
        Supplier<CatalogSnapshot> catalog,
        Set<String> configured,
        List<LoopSource> loops,
        MetricsPages metrics,
        @Nullable Explainer explain,
        Supplier<Map<String, Long>> telemetry,
        Supplier<ConfigReport> config,
        AdminControls controls) {}
