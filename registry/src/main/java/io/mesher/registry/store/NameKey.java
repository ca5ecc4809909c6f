package io.mesher.registry.store;

/** A service by names, over all its versions. Environments never mix; the empty one is one too. */
public record NameKey(String environment, String appId, String serviceName) {
    /** As messages have it. */
    String text() {
        return environment + "/" + appId + "/" + serviceName;
    }
}
