package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.CandidateStatus;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.resilience.CircuitBreaker;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.resilience.ServiceStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Instances, breaker, isolation and retry budget of each called service. */
public final class ServiceFamily implements Family {
    private static final String BREAKER = "mesher_breaker_state";
    private static final String INSTANCES = "mesher_instances";

    private final ServiceStates states;
    private final Supplier<GovernanceConfig> governance;
    private final ToLongFunction<String> requests;

    /** @param requests to a service so far */
    public ServiceFamily(ServiceStates states, Supplier<GovernanceConfig> governance, ToLongFunction<String> requests) {
        this.states = states;
        this.governance = governance;
        this.requests = requests;
    }

    @Override
    public void write(PrometheusText text) {
        List<ServiceState> services = new ArrayList<>(states.all());
        if (services.isEmpty()) {
            return;
        }
        services.sort(Comparator.comparing(ServiceState::service));
        long now = System.nanoTime();
        instances(services, now, text);
        breakers(services, text);
        gauge(
                text,
                services,
                "mesher_isolation_in_flight",
                "Calls under way.",
                of -> of.isolation().underWay());
        gauge(
                text,
                services,
                "mesher_retry_budget_left",
                "Retries that could be taken at once.",
                of -> of.budget().left(requests.applyAsLong(of.service()), now));
        totals(services, text);
    }

    private static void instances(List<ServiceState> services, long now, PrometheusText text) {
        text.family(INSTANCES, Kind.GAUGE, "Instances that requests know, by how they stand.");
        CandidateStatus.State[] standings = CandidateStatus.State.values();
        for (ServiceState service : services) {
            long[] counts = new long[standings.length];
            for (Candidate candidate : service.candidates().all()) {
                counts[candidate.status(now).state().ordinal()]++;
            }
            for (CandidateStatus.State standing : standings) {
                text.sample(INSTANCES, counts[standing.ordinal()], destination(service), state(standing));
            }
        }
    }

    private void breakers(List<ServiceState> services, PrometheusText text) {
        text.family(BREAKER, Kind.GAUGE, "1 for the state that the service's breaker is in.");
        for (ServiceState service : services) {
            CircuitBreaker.State present = service.breaker()
                    .state(governance.get().consumer().of(service.service()).breaker());
            for (CircuitBreaker.State each : CircuitBreaker.State.values()) {
                text.sample(BREAKER, each == present ? 1 : 0, destination(service), state(each));
            }
        }
    }

    private static void totals(List<ServiceState> services, PrometheusText text) {
        counter(
                text,
                services,
                "mesher_ejections_total",
                "Times that an instance was ejected.",
                of -> of.candidates().ejections());
        counter(
                text,
                services,
                "mesher_breaker_opened_total",
                "Times that the breaker opened.",
                of -> of.breaker().opened());
        counter(
                text,
                services,
                "mesher_breaker_rejections_total",
                "Calls that the breaker refused.",
                of -> of.breaker().shortCircuited());
        counter(
                text,
                services,
                "mesher_isolation_rejections_total",
                "Calls refused since as many were under way as may be.",
                of -> of.isolation().rejected());
        counter(
                text,
                services,
                "mesher_retry_budget_taken_total",
                "Retries taken from the budget.",
                of -> of.budget().taken());
        counter(
                text,
                services,
                "mesher_retry_budget_exhausted_total",
                "Retries refused since the budget was empty.",
                of -> of.budget().refused());
    }

    private static void counter(
            PrometheusText text,
            List<ServiceState> services,
            String name,
            String help,
            ToLongFunction<ServiceState> count) {
        text.family(name, Kind.COUNTER, help);
        for (ServiceState service : services) {
            text.sample(name, count.applyAsLong(service), destination(service));
        }
    }

    private static void gauge(
            PrometheusText text,
            List<ServiceState> services,
            String name,
            String help,
            ToLongFunction<ServiceState> value) {
        text.family(name, Kind.GAUGE, help);
        for (ServiceState service : services) {
            text.sample(name, value.applyAsLong(service), destination(service));
        }
    }

    private static Label destination(ServiceState service) {
        return new Label("destination", service.service());
    }

    private static Label state(Enum<?> state) {
        return new Label("state", state.name().toLowerCase(Locale.ROOT));
    }
}
