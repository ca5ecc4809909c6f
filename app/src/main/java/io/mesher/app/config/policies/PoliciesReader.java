package io.mesher.app.config.policies;

import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.source.Entry;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.FallbackPolicy;
import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policies of one side, {@code Consumer} or {@code Provider}: for all services, and for each that has keys of its own. */
final class PoliciesReader {
    private final KeyReader reader;
    private final Set<Integer> failureStatuses;
    private final BalanceReader balance;
    private final SlowStartReader slowStart;
    private final IsolationReader isolation;
    private final BreakerReader breaker;
    private final FallbackReader fallback;
    private final EjectionReader ejection;
    private final HealthCheckReader healthCheck;
    private final TimeoutReader timeouts;

    /** @param side with its dot: {@code Consumer.} */
    PoliciesReader(KeyReader reader, String side, Set<Integer> failureStatuses) {
        this.reader = reader;
        this.failureStatuses = failureStatuses;
        this.balance = new BalanceReader(reader);
        this.slowStart = new SlowStartReader(reader);
        this.isolation = new IsolationReader(reader, side);
        this.breaker = new BreakerReader(reader, side);
        this.fallback = new FallbackReader(reader, side);
        this.ejection = new EjectionReader(reader);
        this.healthCheck = new HealthCheckReader(reader);
        this.timeouts = new TimeoutReader(reader);
    }

    /** What was read of all families. */
    private record Parts(
            BalanceReader.Read balance,
            Duration slowStart,
            IsolationReader.Read isolation,
            BreakerPolicy breaker,
            FallbackPolicy fallback,
            EjectionPolicy ejection,
            HealthCheckPolicy healthCheck,
            TimeoutPolicy timeouts) {}

    PolicyTable table() {
        Parts all = all();
        Map<String, ServicePolicy> byService = new HashMap<>();
        for (String service :
                services(List.of(balance, slowStart, isolation, breaker, fallback, ejection, healthCheck, timeouts))) {
            byService.put(service, policy(of(service, all)));
        }
        return new PolicyTable(policy(all), byService);
    }

    /**
     * For calls to the local application, which has no other keys than these.
     *
     * @param consumers how others that call a service of this name are told to treat it: CSE Mesher asks there for the time-out
     */
    ServicePolicy ofApplication(String name, ServicePolicy consumers) {
        IsolationReader.Read isolated = isolation.read(
                isolation.prefix(),
                new IsolationReader.Read(consumers.timeouts().response(), ServicePolicy.MAX_CONCURRENT));
        BreakerPolicy breaking = breaker.all();
        FallbackPolicy falling = fallback.all();
        ServicePolicy application = ofApplication(consumers, isolated, breaking, falling);
        // All are read, so that a wrong value is told whoever's it is: one file may serve several applications.
        for (String service : services(List.of(isolation, breaker, fallback))) {
            ServicePolicy read = ofApplication(
                    consumers,
                    isolation.of(service, isolated),
                    breaker.of(service, breaking),
                    fallback.of(service, falling));
            application = service.equals(name) ? read : application;
        }
        return application;
    }

    private ServicePolicy ofApplication(
            ServicePolicy consumers, IsolationReader.Read isolated, BreakerPolicy breaking, FallbackPolicy falling) {
        return new ServicePolicy(
                new TimeoutPolicy(consumers.timeouts().connect(), isolated.response(), Duration.ZERO, Duration.ZERO),
                BalancePolicy.DEFAULT,
                ServicePolicy.DEFAULT.retry(),
                breaking,
                isolated.maxConcurrent(),
                falling,
                EjectionPolicy.DEFAULT,
                HealthCheckPolicy.DEFAULT,
                failureStatuses);
    }

    private Parts all() {
        return new Parts(
                balance.all(),
                slowStart.all(),
                isolation.all(),
                breaker.all(),
                fallback.all(),
                ejection.all(),
                healthCheck.all(),
                timeouts.all());
    }

    /** Where a service has no keys of a family, what holds for all: its block of another family says nothing about it. */
    private Parts of(String service, Parts all) {
        return new Parts(
                has(balance, service) ? balance.of(service, all.balance) : all.balance,
                slowStart.of(service, all.slowStart),
                isolation.of(service, all.isolation),
                breaker.of(service, all.breaker),
                fallback.of(service, all.fallback),
                ejection.of(service, all.ejection),
                healthCheck.of(service, all.healthCheck),
                timeouts.of(service, all.timeouts));
    }

    private boolean has(BalanceReader family, String service) {
        for (String name : BalanceReader.NAMES) {
            if (reader.has(family.prefix() + service + "." + name)) {
                return true;
            }
        }
        return false;
    }

    private ServicePolicy policy(Parts parts) {
        BalancePolicy read = parts.balance.balance();
        TimeoutPolicy times = parts.timeouts;
        return new ServicePolicy(
                new TimeoutPolicy(times.connect(), parts.isolation.response(), times.idle(), times.total()),
                new BalancePolicy(
                        read.strategy(),
                        read.zoneAware(),
                        read.sessionTimeout(),
                        read.sessionFailures(),
                        parts.slowStart),
                parts.balance.retry(),
                parts.breaker,
                parts.isolation.maxConcurrent(),
                parts.fallback,
                parts.ejection,
                parts.healthCheck,
                failureStatuses);
    }

    private Set<String> services(List<PolicyFamily<?>> families) {
        Set<String> services = new LinkedHashSet<>();
        for (Entry entry : reader.keys().all()) {
            for (PolicyFamily<?> family : families) {
                String service = family.serviceOf(entry.key());
                if (!service.isEmpty()) {
                    services.add(service);
                }
            }
        }
        return services;
    }
}
