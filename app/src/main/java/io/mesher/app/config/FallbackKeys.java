package io.mesher.app.config;

import io.mesher.core.config.FallbackPolicy;
import java.util.List;

/** {@code servicecomb.fallback.<side>} and {@code servicecomb.fallbackpolicy.<side>}, which belong together. */
final class FallbackKeys extends PolicyFamily<FallbackPolicy> {
    static final String FAMILY = "servicecomb.fallback.";
    static final String POLICY_FAMILY = "servicecomb.fallbackpolicy.";
    static final String ENABLED = "enabled";
    static final String FORCE = "force";
    static final String POLICY = "policy";
    static final List<String> NAMES = List.of(ENABLED, FORCE);

    private static final String RETURN_NULL = "returnnull";
    private static final List<String> KINDS = List.of(RETURN_NULL, "throwexception");

    private final String policyPrefix;

    FallbackKeys(KeyReader reader, String side) {
        super(reader, FAMILY + side, NAMES);
        this.policyPrefix = POLICY_FAMILY + side;
    }

    @Override
    String serviceOf(String key) {
        int end = key.length() - POLICY.length() - 1;
        return key.startsWith(policyPrefix) && key.endsWith("." + POLICY) && end > policyPrefix.length()
                ? key.substring(policyPrefix.length(), end)
                : super.serviceOf(key);
    }

    @Override
    FallbackPolicy all() {
        return read(prefix(), FallbackPolicy.DEFAULT);
    }

    @Override
    FallbackPolicy read(String at, FallbackPolicy fallback) {
        String policyKey = policyPrefix + at.substring(prefix().length()) + POLICY;
        String written = fallback.kind() == FallbackPolicy.Kind.RETURN_NULL ? RETURN_NULL : KINDS.getLast();
        String kind = reader().read(policyKey, written, new Parsers.OneOf(KINDS));
        return new FallbackPolicy(
                reader().bool(at + ENABLED, fallback.enabled()),
                reader().bool(at + FORCE, fallback.force()),
                kind.equals(RETURN_NULL) ? FallbackPolicy.Kind.RETURN_NULL : FallbackPolicy.Kind.THROW_EXCEPTION);
    }
}
