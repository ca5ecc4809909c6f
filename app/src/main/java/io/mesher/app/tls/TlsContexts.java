package io.mesher.app.tls;

import io.mesher.core.config.TlsSide;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.net.tls.TlsContext;
import io.mesher.net.tls.TlsKeys;
import io.mesher.net.tls.TlsProvider;
import io.mesher.net.tls.TlsSettings;
import io.mesher.net.tls.TlsSettings.PeerCertificate;
import io.mesher.net.tls.TlsSettings.Side;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the engine's contexts of what was configured and loaded. */
public final class TlsContexts {
    private static final List<String> PROTOCOLS = List.of("http/1.1");

    private final TlsProvider provider;

    public TlsContexts(TlsProvider provider) {
        this.provider = provider;
    }

    /** @throws GeneralSecurityException if the engine refuses keys or ciphers */
    public TlsContext server(TlsSide side, LoadedSide loaded) throws GeneralSecurityException {
        PeerCertificate wanted = switch (side.verify()) {
            case REQUIRED -> PeerCertificate.REQUIRED;
            case OPTIONAL -> PeerCertificate.OPTIONAL;
            case NONE -> PeerCertificate.IGNORED;
        };
        return context(side, loaded, Side.SERVER, wanted);
    }

    /** @throws GeneralSecurityException if the engine refuses keys or ciphers */
    public TlsContext client(TlsSide side, LoadedSide loaded) throws GeneralSecurityException {
        return context(side, loaded, Side.CLIENT, PeerCertificate.REQUIRED);
    }

    private TlsContext context(TlsSide side, LoadedSide loaded, Side part, PeerCertificate wanted)
            throws GeneralSecurityException {
        return provider.context(new TlsSettings(
                part,
                keys(loaded.keys()),
                wanted,
                PROTOCOLS,
                side.ciphers(),
                side.minVersion() == TlsSide.Version.TLS_1_3));
    }

    private static @Nullable TlsKeys keys(@Nullable KeyMaterial material) {
        return material == null ? null : new TlsKeys(material.chain(), material.key());
    }
}
