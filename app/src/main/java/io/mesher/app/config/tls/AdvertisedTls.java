package io.mesher.app.config.tls;

import io.mesher.app.config.keys.MesherTlsKeys;
import io.mesher.app.config.keys.SslKeys;
import io.mesher.app.config.read.AddressOption;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import io.mesher.core.config.TlsSide;
import org.jspecify.annotations.Nullable;

/** Whether an address that is registered with {@code ?sslEnabled=true} really has TLS. */
final class AdvertisedTls {
    private final KeyReader reader;
    private final TlsReports reports;

    AdvertisedTls(KeyReader reader, TlsReports reports) {
        this.reader = reader;
        this.reports = reports;
    }

    /** @param ours whether the keys {@code mesher.tls} apply to the place */
    void check(String key, @Nullable TlsSide side, Place place, SslLevels levels, boolean ours) {
        Entry entry = reader.keys().find(key);
        if (side == null
                && entry != null
                && entry.value() instanceof Value.Scalar scalar
                && AddressOption.asksForTls(scalar.text())) {
            String expected = levels.own(SslKeys.CERT_FILE) + " and " + levels.own(SslKeys.KEY_FILE);
            reports.error(
                    key,
                    Shown.value(key, scalar.text()) + ": " + place.words() + " has no TLS (expected: "
                            + (ours ? MesherTlsKeys.CERT_FILE + " and " + MesherTlsKeys.KEY_FILE + ", or " : "")
                            + expected + "; or an address without ?sslEnabled=true)");
        }
    }
}
