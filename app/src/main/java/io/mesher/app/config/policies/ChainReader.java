package io.mesher.app.config.policies;

import io.mesher.app.config.keys.AccessLogKeys;
import io.mesher.app.config.keys.GovernanceKeys;
import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.HandlerChain.Handler;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code servicecomb.handler.chain}: which of CSE Mesher's handlers are on. */
final class ChainReader {

    /** In CSE Mesher, or in Go chassis; without effect here. */
    private static final Set<String> OTHERS = Set.of(
            "skywalking-consumer", "skywalking-provider", "oauth2", "monitoring", "basicAuth", "basic-auth", "jwt");

    private static final Set<Handler> NOT_YET = EnumSet.of(
            Handler.RATE_LIMITER,
            Handler.TRAFFIC_MARKER,
            Handler.FAULT_INJECT,
            Handler.TRACING_CONSUMER,
            Handler.TRACING_PROVIDER);

    private final KeyReader reader;

    ChainReader(KeyReader reader) {
        this.reader = reader;
    }

    HandlerChain outgoing() {
        return read(GovernanceKeys.OUTGOING_CHAIN, GovernanceKeys.CONSUMER_CHAINS, HandlerChain.OUTGOING, "-provider");
    }

    HandlerChain incoming() {
        return read(GovernanceKeys.INCOMING_CHAIN, GovernanceKeys.PROVIDER_CHAINS, HandlerChain.INCOMING, "-consumer");
    }

    private HandlerChain read(String key, String side, HandlerChain builtIn, String otherSide) {
        Entry entry = reader.keys().find(key);
        if (entry == null) {
            warnOfOthers(key, side);
            return builtIn;
        }
        List<String> names = names(entry);
        if (names.isEmpty()) {
            problem(entry, "\"\"", "an empty chain answers nothing", "at least transport, as the last");
            return builtIn;
        }
        List<Handler> chain = new ArrayList<>();
        for (String name : names) {
            Handler handler = handler(entry, name, otherSide);
            if (handler != null) {
                chain.add(handler);
            }
        }
        check(entry, chain, key.equals(GovernanceKeys.OUTGOING_CHAIN));
        return new HandlerChain(Set.copyOf(chain));
    }

    /** CSE Mesher then had no chain for its own traffic, and refused it. */
    private void warnOfOthers(String key, String side) {
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith(side)) {
                reader.problems()
                        .warning(
                                entry.place(),
                                entry.written(),
                                "nothing goes through this chain; the built-in one stays in use (expected: " + key
                                        + ")");
                return;
            }
        }
    }

    private List<String> names(Entry entry) {
        List<String> names = new ArrayList<>();
        for (String name : reader.list(entry, new Words.Text(1000))) {
            String stripped = name.replace(" ", "");
            if (!stripped.isEmpty()) {
                names.add(stripped);
            }
        }
        return names;
    }

    private @Nullable Handler handler(Entry entry, String name, String otherSide) {
        for (Handler handler : Handler.values()) {
            if (handler.written().equals(name)) {
                if (name.endsWith(otherSide)) {
                    problem(entry, name, "of the other side", "a handler of this side");
                } else if (NOT_YET.contains(handler)) {
                    reader.problems().warning(entry.place(), entry.written(), name + ": does nothing in this release");
                }
                return handler;
            }
        }
        if (name.equals(AccessLogKeys.HANDLER)) {
            return null;
        }
        if (OTHERS.contains(name)) {
            reader.problems().warning(entry.place(), entry.written(), name + ": does nothing in this release");
        } else {
            problem(
                    entry,
                    Shown.value(entry.key(), name),
                    "no such handler",
                    "router, bizkeeper-consumer, loadbalance, transport, …"
                            + (reader.problems().takeSuggestion() ? nearest(name) : ""));
        }
        return null;
    }

    private static String nearest(String name) {
        List<String> known = new ArrayList<>();
        for (Handler handler : Handler.values()) {
            known.add(handler.written());
        }
        return NearestKey.hint(name, known);
    }

    private void problem(Entry entry, String name, String what, String expected) {
        reader.problems().error(entry.place(), entry.written(), name + ": " + what + " (expected: " + expected + ")");
    }

    private void check(Entry entry, List<Handler> chain, boolean outgoing) {
        if (chain.isEmpty() || chain.getLast() != Handler.TRANSPORT) {
            problem(
                    entry,
                    chain.contains(Handler.TRANSPORT) ? "transport" : "no transport",
                    "the chain can't send anything",
                    "transport, as the last");
        }
        if (outgoing && !chain.contains(Handler.LOAD_BALANCE)) {
            problem(entry, "no loadbalance", "the chain doesn't choose an instance", "loadbalance before transport");
        }
        warnOfOrder(entry, chain);
    }

    private void warnOfOrder(Entry entry, List<Handler> chain) {
        Handler before = null;
        for (Handler handler : chain) {
            if (before != null && phase(handler) < phase(before)) {
                reader.problems()
                        .warning(
                                entry.place(),
                                entry.written(),
                                handler.written() + " after " + before.written()
                                        + ": Mesher keeps its own order (router and rate limits, then the breaker, then"
                                        + " loadbalance)");
                return;
            }
            before = handler;
        }
    }

    /** Handlers of one phase may stand in any order: it would mean the same. */
    private static int phase(Handler handler) {
        return switch (handler) {
            case TRAFFIC_MARKER, ROUTER, RATE_LIMITER, RATE_LIMITER_CONSUMER, RATE_LIMITER_PROVIDER -> 0;
            case BREAKER_CONSUMER, BREAKER_PROVIDER -> 1;
            case FAULT_INJECT -> 2;
            case LOAD_BALANCE, PORT_SELECTOR, TRACING_CONSUMER, TRACING_PROVIDER -> 3;
            case TRANSPORT -> 4;
        };
    }
}
