package io.mesher.registry.store;

import io.mesher.registry.wire.ServiceDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Ids that the registry gives. */
final class ServiceIds {
    private ServiceIds() {}

    /** Always the same for the same names and version, so that a registry that lost everything gives it again. */
    static String of(TenantKey tenant, ServiceDocument service) {
        String path = String.join(
                "/",
                "/cse-sr/ms/indexes",
                tenant.domain(),
                tenant.project(),
                service.environment(),
                service.appId(),
                service.serviceName(),
                service.version());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static String instance() {
        // Anybody may read it in an answer, so nobody need be kept from guessing it; SecureRandom costs 9 ms at first
        // use.
        RandomGenerator random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString().replace("-", "");
    }
}
