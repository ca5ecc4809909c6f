package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.balance.CandidateStatus;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.CircuitBreaker;
import io.mesher.core.resilience.ReachableInstances;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Instances of each called service; breaker, isolation and retry budget of these, and of the local application. */
public final class ServiceFamily implements MetricFamily {
    private static final String BREAKER = "mesher_breaker_state";
    private static final String INSTANCES = "mesher_instances";
    private static final String EJECTIONS = "mesher_ejections_total";

    private final ServiceStates states;
    private final Supplier<GovernanceConfig> governance;
    private final Supplier<CatalogSnapshot> catalog;
    private final ToLongFunction<String> requests;

    /** What is limited: calls to a service, or what comes to the local application, which may have the name of a called one. */
    private record Limited(Direction direction, ServiceState state) {
        Label[] labels() {
            return new Label[] {new Label("direction", direction.text()), destination(state)};
        }

        ServicePolicy policy(GovernanceConfig config) {
            return direction == Direction.INCOMING
                    ? config.provider()
                    : config.consumer().of(state.service());
        }
    }

    private record Met(ServiceState service, List<Instance> instances) {}

    /** @param requests to a service so far */
    public ServiceFamily(
            ServiceStates states,
            Supplier<GovernanceConfig> governance,
            Supplier<CatalogSnapshot> catalog,
            ToLongFunction<String> requests) {
        this.states = states;
        this.governance = governance;
        this.catalog = catalog;
        this.requests = requests;
    }

    @Override
    public void write(PrometheusText text) {
        List<ServiceState> services = new ArrayList<>(states.all());
        services.sort(Comparator.comparing(ServiceState::service));
        List<Limited> limited = new ArrayList<>();
        ServiceState application = states.application();
        if (application != null) {
            limited.add(new Limited(Direction.INCOMING, application));
        }
        for (ServiceState service : services) {
            limited.add(new Limited(Direction.OUTGOING, service));
        }
        long now = System.nanoTime();
        if (!services.isEmpty()) {
            instances(services, now, text);
        }
        if (!limited.isEmpty()) {
            breakers(limited, text);
            totals(limited, text);
            gauges(limited, now, text);
        }
    }

    private void instances(List<ServiceState> services, long now, PrometheusText text) {
        ReachableInstances met = new ReachableInstances(catalog.get(), governance.get());
        List<Met> known = new ArrayList<>();
        for (ServiceState service : services) {
            List<Instance> instances = met.of(service);
            if (instances != null) {
                known.add(new Met(service, instances));
            }
        }
        if (!known.isEmpty()) {
            text.family(INSTANCES, Kind.GAUGE, "Instances that requests can reach, by state.");
            known.forEach(each -> standings(each.service(), each.instances(), now, text));
        }
        text.family(EJECTIONS, Kind.COUNTER, "Times that an instance was ejected.");
        for (ServiceState service : services) {
            text.sample(EJECTIONS, service.candidates().ejections(), destination(service));
        }
    }

    private static void standings(ServiceState service, List<Instance> instances, long now, PrometheusText text) {
        CandidateStatus.State[] standings = CandidateStatus.State.values();
        long[] counts = new long[standings.length];
        for (Instance instance : instances) {
            counts[service.candidates().status(instance, now).state().ordinal()]++;
        }
        for (CandidateStatus.State standing : standings) {
            text.sample(INSTANCES, counts[standing.ordinal()], destination(service), state(standing));
        }
    }

    private void breakers(List<Limited> all, PrometheusText text) {
        text.family(BREAKER, Kind.GAUGE, "1 for the state that the breaker is in.");
        GovernanceConfig config = governance.get();
        for (Limited each : all) {
            CircuitBreaker.State present =
                    each.state().breaker().state(each.policy(config).breaker());
            Label[] labels = each.labels();
            for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
                text.sample(BREAKER, state == present ? 1 : 0, labels[0], labels[1], state(state));
            }
        }
    }

    private void gauges(List<Limited> all, long now, PrometheusText text) {
        family(
                text,
                all,
                "mesher_isolation_in_flight",
                Kind.GAUGE,
                "Calls in flight.",
                of -> of.isolation().underWay());
        family(
                text,
                all,
                "mesher_streams_open",
                Kind.GAUGE,
                "Open tunnels and event streams.",
                of -> of.isolation().streams());
        family(
                text,
                all,
                "mesher_retry_budget_left",
                Kind.GAUGE,
                "Retries that are available now.",
                of -> of.budget().left(requests.applyAsLong(of.service()), now));
    }

    private static void totals(List<Limited> all, PrometheusText text) {
        counter(
                text,
                all,
                "mesher_breaker_opened_total",
                "Times that the breaker opened.",
                of -> of.breaker().opened());
        counter(
                text,
                all,
                "mesher_breaker_rejections_total",
                "Calls that the breaker refused.",
                of -> of.breaker().shortCircuited());
        counter(
                text,
                all,
                "mesher_isolation_rejections_total",
                "Calls refused because too many were in flight.",
                of -> of.isolation().rejected());
        counter(
                text,
                all,
                "mesher_retry_budget_taken_total",
                "Retries taken from the budget.",
                of -> of.budget().taken());
        counter(
                text,
                all,
                "mesher_retry_budget_exhausted_total",
                "Retries refused because the budget was empty.",
                of -> of.budget().refused());
    }

    private static void counter(
            PrometheusText text, List<Limited> all, String name, String help, ToLongFunction<ServiceState> count) {
        family(text, all, name, Kind.COUNTER, help, count);
    }

    private static void family(
            PrometheusText text,
            List<Limited> all,
            String name,
            Kind kind,
            String help,
            ToLongFunction<ServiceState> value) {
        text.family(name, kind, help);
        for (Limited each : all) {
            text.sample(name, value.applyAsLong(each.state()), each.labels());
        }
    }

    private static Label destination(ServiceState service) {
        return new Label("destination", service.service());
    }

    private static Label state(Enum<?> state) {
        return new Label("state", state.name().toLowerCase(Locale.ROOT));
    }
}
