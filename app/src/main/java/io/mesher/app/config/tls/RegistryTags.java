package io.mesher.app.config.tls;

import io.mesher.app.config.keys.SslKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.source.Entry;
import io.mesher.core.config.TlsSide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ssl.registrator.Consumer.*}, and the other two tags that CSE Mesher has for the one registry. */
final class RegistryTags {
    private final KeyReader reader;
    private final SslSideReader sides;
    private final TlsReports reports;

    RegistryTags(KeyReader reader, SslSideReader sides, TlsReports reports) {
        this.reader = reader;
        this.sides = sides;
        this.reports = reports;
    }

    /** Null: no key asks for it. */
    @Nullable TlsSide read() {
        SslLevels levels = new SslLevels(reader, SslKeys.REGISTRATOR, SslKeys.DISCOVERY, SslKeys.CONTRACTS);
        String first = null;
        for (String tag : List.of(SslKeys.REGISTRATOR, SslKeys.DISCOVERY, SslKeys.CONTRACTS)) {
            for (String name : SslKeys.names()) {
                String key = SslKeys.PREFIX + tag + '.' + name;
                if (reader.isFilled(key)) {
                    first = first == null ? key : first;
                    compare(key, levels.find(name));
                }
            }
        }
        if (first != null) {
            reports.warning(
                    first,
                    "no effect in this release: the registry is called by http, and https addresses are refused");
        }
        return sides.read(levels, Place.REGISTRY);
    }

    private void compare(String key, @Nullable String winner) {
        Entry own = reader.keys().find(key);
        Entry used = winner == null ? null : reader.keys().find(winner);
        if (own != null && used != null && !own.value().sameAs(used.value())) {
            reports.unused(key, Place.REGISTRY, used.key(), "there is one registry");
        }
    }
}
