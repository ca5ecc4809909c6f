package io.mesher.proxy.filter;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;

/** Why a service that was looked up can't be called. */
final class LookupFailure {
    private LookupFailure() {}

    /** @param known what it is where the registry could tell */
    static ProxyFailure of(LookupResult result, String service, ProxyFailure known) {
        return switch (result) {
            case LookupResult.Found _, LookupResult.NoSuchService _, LookupResult.Ambiguous _ -> known;
            case LookupResult.Unavailable unavailable ->
                new InternalFailure.RegistryUnavailable(service, unavailable.cause());
            case LookupResult.Overload overload -> new InternalFailure.Overload(service, overload.limit());
        };
    }
}
