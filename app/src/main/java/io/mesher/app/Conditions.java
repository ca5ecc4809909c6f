package io.mesher.app;

import io.mesher.control.admin.source.Condition;
import io.mesher.control.health.FirstConnection;
import io.mesher.control.health.LocalHealth;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.telemetry.RegistryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Mesher needs at one moment, and whether it has it: for the probes, for people and for the log. Only {@link Lifecycle} decides
 * which of it makes Mesher ready or not.
 *
 * @param registry null without a registry
 * @param health null if the application isn't checked
 * @param connection null if the application is checked, or if no port of it is known
 * @param leaving whether Mesher is draining or ending, so that it is not to be registered
 * @param rulesRefused whether something in the files now is not in effect, because it was refused
 * @param unknownServices which services of the files nobody has; empty if there is none. No fault: they may come
 */
record Conditions(
        MesherConfig config,
        @Nullable RegistryStatus registry,
        @Nullable LocalHealth health,
        @Nullable FirstConnection connection,
        boolean leaving,
        boolean rulesRefused,
        String unknownServices) {

    /** What there is to say, in a fixed order. */
    List<Condition> all() {
        List<Condition> all = new ArrayList<>();
        if (registry != null) {
            all.add(registration(registry));
            all.add(reached(registry));
        }
        if (health != null) {
            String complaint = health.complaint();
            all.add(new Condition("application", complaint.isEmpty(), complaint.isEmpty() ? "healthy" : complaint));
        } else if (connection != null) {
            all.add(new Condition("application", connection.isReached(), connection.text()));
        }
        all.add(
                rulesRefused
                        ? new Condition(
                                "rules",
                                false,
                                "something in the files was refused and has no effect; the log and"
                                        + " /v1/mesher/config name it")
                        : new Condition(
                                "rules",
                                true,
                                "nothing in the files was refused" + (unknownServices.isEmpty() ? "" : "; ")
                                        + unknownServices));
        return all;
    }

    /** Why this Mesher isn't registered; empty if it is, or if it needn't be. */
    String registrationComplaint() {
        if (registry == null || config.service().isUnnamed()) {
            return "";
        }
        Condition registered = registration(registry);
        return registered.good() ? "" : "not registered: " + registered.text();
    }

    private Condition registration(RegistryStatus status) {
        long since = status.registration().since();
        if (since != 0) {
            return new Condition("registered", true, "since " + time(since));
        }
        if (config.service().isUnnamed()) {
            return new Condition(
                    "registered",
                    true,
                    "no, because the service has no name (servicecomb.service.name); nobody finds it");
        }
        if (leaving) {
            return new Condition("registered", true, "no, because Mesher is draining");
        }
        String why = status.isStale()
                ? "no registry answers"
                : "the registry at " + status.address() + " has not confirmed the registration; the log names errors";
        return new Condition("registered", false, why);
    }

    private static Condition reached(RegistryStatus status) {
        long last = Math.max(
                status.registration().since(),
                Math.max(status.heartbeats().lastGood(), status.pulls().lastGood()));
        String answered = last == 0 ? "it has not answered since the start" : "last answer " + time(last);
        return status.isStale()
                ? new Condition(
                        "registry",
                        false,
                        "no answer from " + status.address() + " since " + time(status.staleSince()) + "; " + answered)
                : new Condition("registry", true, status.address() + ", " + answered);
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
