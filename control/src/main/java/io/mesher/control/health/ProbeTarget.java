package io.mesher.control.health;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.config.LocalHealthConfig;
import java.time.Duration;

/**
 * Whom a check asks, and for what.
 *
 * @param host for the Host field; where it may not stand there, the endpoint does
 * @param path of a GET; empty: that a connection is taken is enough
 * @param timeout for all of it
 */
record ProbeTarget(Endpoint endpoint, String host, String path, Duration timeout, Expectation expected) {
    private static final Expectation SUCCESS = new Expectation.Success();

    static ProbeTarget of(Endpoint endpoint, String service, HealthCheckPolicy policy) {
        return new ProbeTarget(endpoint, service, policy.path(), policy.timeout(), SUCCESS);
    }

    static ProbeTarget of(LocalHealthConfig.Check check) {
        Endpoint local = new Endpoint("127.0.0.1", check.port());
        return new ProbeTarget(
                local,
                local.authority(),
                check.path(),
                check.timeout(),
                new Expectation.Match(check.status(), check.body()));
    }
}
