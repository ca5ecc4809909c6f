package io.mesher.control.metrics;

import io.mesher.control.health.LocalCheckState;
import io.mesher.control.metrics.PrometheusText.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the checks of the local application have found. */
public final class LocalHealthFamily implements MetricFamily {
    private static final String WELL = "mesher_local_health";
    private static final String ROUNDS = "mesher_local_health_rounds_total";
    private static final Label GOOD = new Label("result", "good");
    private static final Label FAILED = new Label("result", "failed");

    private final Supplier<List<LocalCheckState>> checks;

    /** @param checks some at least, always the same */
    public LocalHealthFamily(Supplier<List<LocalCheckState>> checks) {
        this.checks = checks;
    }

    @Override
    public void write(PrometheusText text) {
        Map<String, LocalCheckState> byName = new TreeMap<>();
        for (LocalCheckState check : checks.get()) {
            byName.merge(check.name(), check, LocalHealthFamily::both);
        }
        text.family(WELL, Kind.GAUGE, "Whether the check of the local application is good.");
        byName.forEach((name, check) -> text.sample(WELL, check.well() ? 1 : 0, new Label("check", name)));
        text.family(ROUNDS, Kind.COUNTER, "Rounds of the check of the local application. By result.");
        byName.forEach(
                (name, check) -> text.sample(ROUNDS, check.rounds() - check.failures(), new Label("check", name), GOOD)
                        .sample(ROUNDS, check.failures(), new Label("check", name), FAILED));
    }

    /** Of two that ask for the same and expect different answers; a series must not be there twice. */
    private static LocalCheckState both(LocalCheckState one, LocalCheckState other) {
        return new LocalCheckState(
                one.name(),
                one.well() && other.well(),
                one.rounds() + other.rounds(),
                one.failures() + other.failures(),
                "");
    }
}
