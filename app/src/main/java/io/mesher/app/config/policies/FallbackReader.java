package io.mesher.app.config.policies;

import io.mesher.app.config.keys.FallbackKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.core.config.FallbackPolicy;
import java.util.List;

/** {@code servicecomb.fallback.<side>} and {@code servicecomb.fallbackpolicy.<side>}, which belong together. */
final class FallbackReader extends PolicyFamily<FallbackPolicy> {
    private static final List<String> NAMES = List.of(FallbackKeys.ENABLED, FallbackKeys.FORCE);

    private static final String RETURN_NULL = "returnnull";
    private static final List<String> KINDS = List.of(RETURN_NULL, "throwexception");

    private final String policyPrefix;

    FallbackReader(KeyReader reader, String side) {
        super(reader, FallbackKeys.FAMILY + side, NAMES);
        this.policyPrefix = FallbackKeys.POLICY_FAMILY + side;
    }

    @Override
    String serviceOf(String key) {
        int end = key.length() - FallbackKeys.POLICY.length() - 1;
        return key.startsWith(policyPrefix) && key.endsWith("." + FallbackKeys.POLICY) && end > policyPrefix.length()
                ? key.substring(policyPrefix.length(), end)
                : super.serviceOf(key);
    }

    @Override
    FallbackPolicy all() {
        return read(prefix(), FallbackPolicy.DEFAULT);
    }

    @Override
    FallbackPolicy read(String at, FallbackPolicy fallback) {
        String policyKey = policyPrefix + at.substring(prefix().length()) + FallbackKeys.POLICY;
        String written = fallback.kind() == FallbackPolicy.Kind.RETURN_NULL ? RETURN_NULL : KINDS.getLast();
        String kind = reader().read(policyKey, written, new Words.OneOf(KINDS));
        return new FallbackPolicy(
                reader().bool(at + FallbackKeys.ENABLED, fallback.enabled()),
                reader().bool(at + FallbackKeys.FORCE, fallback.force()),
                kind.equals(RETURN_NULL) ? FallbackPolicy.Kind.RETURN_NULL : FallbackPolicy.Kind.THROW_EXCEPTION);
    }
}
