package io.mesher.app.config.tls;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.keys.MesherTlsKeys;
import io.mesher.app.config.keys.SslKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Entry;
import io.mesher.core.config.HttpConfig;
import io.mesher.core.config.TlsConfig;
import io.mesher.core.config.TlsConfig.Engine;
import io.mesher.core.config.TlsConfig.Mode;
import io.mesher.core.config.TlsSide;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code mesher.tls} and {@code ssl}: which place has TLS, and how. */
public final class TlsReader {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final String PLAIN = "plain";
    private static final String PERMISSIVE = "permissive";

    private final KeyReader reader;
    private final Path home;
    private final TlsReports reports;
    private final SslSideReader sides;

    /** @param home what relative paths are relative to */
    public TlsReader(KeyReader reader, Path home) {
        this.reader = reader;
        this.home = home;
        reports = new TlsReports(reader);
        sides = new SslSideReader(reader, home, reports);
    }

    /**
     * Opens no file.
     *
     * @param service the own one's name
     * @param admin whether there is an admin port
     */
    public TlsConfig read(String service, HttpConfig http, boolean admin) {
        Duration handshake =
                reader.duration(MesherTlsKeys.HANDSHAKE, TlsConfig.DEFAULT_HANDSHAKE, MILLISECOND, KeyReader.DAY);
        TlsConfig config = isConfigured()
                ? configured(service, http, admin, handshake)
                : new TlsConfig(Mode.PLAIN, Engine.AUTO, handshake, null, null, null, null, Map.of(), null, null);
        AdvertisedTls advertised = new AdvertisedTls(reader, reports);
        advertised.check(Keys.HTTP_ADVERTISE, config.external(), Place.EXTERNAL, external(service), true);
        advertised.check(
                Keys.ADMIN_ADVERTISE, config.admin(), Place.ADMIN, new SslLevels(reader, SslKeys.ADMIN), false);
        return config;
    }

    private boolean isConfigured() {
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith(SslKeys.PREFIX) || entry.key().startsWith(MesherTlsKeys.PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private SslLevels external(String service) {
        return new SslLevels(reader, service + '.' + SslKeys.EXTERNAL);
    }

    private TlsConfig configured(String service, HttpConfig http, boolean admin, Duration handshake) {
        MesherTlsReader.Sides own = new MesherTlsReader(reader, home, reports).read();
        sides.checkPlugin(new SslLevels(reader));
        Engine engine = engine();
        String mode = reader.read(MesherTlsKeys.MODE, "", new Words.OneOf(List.of(PLAIN, PERMISSIVE, "strict")));
        TlsSide external = externalSide(external(service), own, mode, http.incoming() != null);
        Map<String, TlsSide> services = new HashMap<>();
        for (String target : new SslTags(reader, service, reports).targets()) {
            TlsSide calls = callsSide(new SslLevels(reader, target + '.' + SslKeys.CALLS, SslKeys.CALLS), own);
            if (calls != null) {
                services.put(target, calls);
            }
        }
        return new TlsConfig(
                mode(mode, external),
                engine,
                handshake,
                external,
                sides.read(new SslLevels(reader, SslKeys.LOCAL), Place.LOCAL),
                admin ? sides.read(new SslLevels(reader, SslKeys.ADMIN), Place.ADMIN) : null,
                callsSide(new SslLevels(reader, SslKeys.CALLS), own),
                services,
                sides.read(new SslLevels(reader), Place.APPLICATION),
                new RegistryTags(reader, sides, reports).read());
    }

    private Engine engine() {
        return switch (reader.read(
                MesherTlsKeys.ENGINE, "auto", new Words.OneOf(List.of("auto", "boringssl", "jdk")))) {
            case "boringssl" -> Engine.BORINGSSL;
            case "jdk" -> Engine.JDK;
            default -> Engine.AUTO;
        };
    }

    private static Mode mode(String written, @Nullable TlsSide external) {
        if (external == null) {
            return Mode.PLAIN;
        }
        return written.equals(PERMISSIVE) ? Mode.PERMISSIVE : Mode.STRICT;
    }

    /** @param mode as it is written; empty: it isn't */
    private @Nullable TlsSide externalSide(
            SslLevels levels, MesherTlsReader.Sides own, String mode, boolean listening) {
        String tagged = levels.firstOfTag();
        if (!listening) {
            if (tagged != null) {
                reports.warning(
                        tagged,
                        "not used: there is no external port (expected: " + Keys.HTTP_LISTEN
                                + " with an address that others can call)");
            }
            return null;
        }
        if (mode.equals(PLAIN)) {
            if (tagged != null) {
                reports.unused(tagged, Place.EXTERNAL, MesherTlsKeys.MODE, "it is plain");
            }
            return null;
        }
        TlsSide side = side(levels, own.port(), own.key(), Place.EXTERNAL);
        if (side == null && !mode.isEmpty()) {
            reports.error(
                    MesherTlsKeys.MODE,
                    mode + ": the external port has no certificate (expected: " + MesherTlsKeys.CERT_FILE + " and "
                            + MesherTlsKeys.KEY_FILE + ")");
        }
        return side;
    }

    private @Nullable TlsSide callsSide(SslLevels levels, MesherTlsReader.Sides own) {
        return side(levels, own.calls(), own.key(), Place.CALLS);
    }

    /** The keys of a place come from one family: {@code ssl} with a tag, else {@code mesher.tls}, else {@code ssl} without one. */
    private @Nullable TlsSide side(SslLevels levels, @Nullable TlsSide own, String ownKey, Place place) {
        String tagged = levels.firstOfTag();
        String first = levels.first();
        if (own == null || tagged != null) {
            if (own != null && tagged != null) {
                reports.unused(ownKey, place, tagged, "a key with the place's tag wins over mesher.tls");
            }
            return sides.read(levels, place);
        }
        if (first != null) {
            reports.unused(first, place, ownKey, "mesher.tls wins over keys for all places");
        }
        return own;
    }
}
