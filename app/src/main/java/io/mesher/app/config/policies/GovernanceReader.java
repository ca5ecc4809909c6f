package io.mesher.app.config.policies;

import io.mesher.app.config.keys.BreakerKeys;
import io.mesher.app.config.keys.FallbackKeys;
import io.mesher.app.config.keys.GovernanceKeys;
import io.mesher.app.config.keys.IsolationKeys;
import io.mesher.app.config.keys.RoutingKeys;
import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.rules.RouteRulesReader;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Value;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistrationConfig.DataCenter;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.Zone;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.route.RouteTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where requests go and what happens when that fails. */
public final class GovernanceReader {

    private final KeyReader reader;
    private final ServiceIdentity self;
    private final RegistrationConfig registration;

    public GovernanceReader(KeyReader reader, ServiceIdentity self, RegistrationConfig registration) {
        this.reader = reader;
        this.self = self;
        this.registration = registration;
    }

    /** @param lastGood whose rules stay for a service whose new ones are refused */
    public GovernanceConfig read(RouteTable lastGood) {
        checkInfra();
        if (!isWritten()) {
            return withZone(GovernanceConfig.DEFAULT);
        }
        checkScope();
        ChainReader chains = new ChainReader(reader);
        Set<Integer> statuses = new HashSet<>(reader.list(GovernanceKeys.FAILURES, new FailureStatus()));
        PolicyTable consumer = new PoliciesReader(reader, "Consumer.", statuses).table();
        HandlerChain outgoing = chains.outgoing();
        HandlerChain incoming = chains.incoming();
        warnOfBreaker("Consumer.", outgoing.has(HandlerChain.Handler.BREAKER_CONSUMER), GovernanceKeys.OUTGOING_CHAIN);
        warnOfBreaker("Provider.", incoming.has(HandlerChain.Handler.BREAKER_PROVIDER), GovernanceKeys.INCOMING_CHAIN);
        return withZone(new GovernanceConfig(
                outgoing,
                incoming,
                consumer,
                new PoliciesReader(reader, "Provider.", statuses).ofApplication(self.name(), consumer.of(self.name())),
                routes(lastGood),
                Zone.UNKNOWN));
    }

    private RouteTable routes(RouteTable lastGood) {
        for (Entry entry : reader.keys().all()) {
            if (RoutingKeys.isOne(entry.key())) {
                return new RouteRulesReader(reader).read(lastGood);
            }
        }
        return RouteTable.NONE;
    }

    /** Without the handler none of them has an effect. */
    private void warnOfBreaker(String side, boolean isOn, String chain) {
        if (isOn) {
            return;
        }
        for (Entry entry : reader.keys().all()) {
            String key = entry.key();
            if (isOn(entry, BreakerKeys.FAMILY + side, BreakerKeys.ENABLED)
                    || isOn(entry, FallbackKeys.FAMILY + side, FallbackKeys.FORCE)
                    || (key.startsWith(IsolationKeys.FAMILY + side)
                            && key.endsWith(IsolationKeys.CONCURRENT)
                            && !is(entry, Integer.toString(ServicePolicy.MAX_CONCURRENT)))) {
                reader.problems()
                        .warning(
                                entry.place(),
                                entry.written(),
                                "no effect, because the chain has no breaker (expected: bizkeeper-"
                                        + side.substring(0, side.length() - 1).toLowerCase(Locale.ROOT) + " in " + chain
                                        + ")");
                return;
            }
        }
    }

    private static boolean isOn(Entry entry, String prefix, String name) {
        return entry.key().startsWith(prefix) && entry.key().endsWith(name) && is(entry, "true");
    }

    private static boolean is(Entry entry, String text) {
        return entry.value() instanceof Value.Scalar scalar
                && scalar.text().strip().equalsIgnoreCase(text);
    }

    /** Of CSE Mesher's, cse is the only one that its program holds. */
    private void checkInfra() {
        Entry entry = reader.keys().find(RoutingKeys.INFRA);
        if (entry != null
                && !(entry.value() instanceof Value.Scalar scalar
                        && scalar.text().strip().equals("cse"))) {
            reader.problems()
                    .warning(
                            entry.place(),
                            entry.written(),
                            Faults.kind(entry.value())
                                    + ": route rules are read from the configuration only (expected: cse)");
        }
    }

    /** Usually not: then no class more than this one is loaded. */
    private boolean isWritten() {
        for (Entry entry : reader.keys().all()) {
            if (GovernanceKeys.isOne(entry.key())) {
                return true;
            }
        }
        return false;
    }

    /** All mean the same where a service has neither schemas nor operations, as in CSE Mesher. */
    private void checkScope() {
        String unused = reader.read(
                GovernanceKeys.SCOPE, "api", new Words.OneOf(List.of("service", "api", "instance", "instance-api")));
        assert !unused.isEmpty();
    }

    private GovernanceConfig withZone(GovernanceConfig read) {
        DataCenter center = registration.dataCenter();
        if (center == null) {
            return read;
        }
        return new GovernanceConfig(
                read.outgoing(),
                read.incoming(),
                read.consumer(),
                read.provider(),
                read.routes(),
                new Zone(center.region(), center.availableZone()));
    }
}
