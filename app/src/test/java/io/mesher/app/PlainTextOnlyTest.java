package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.TlsConfig;
import io.mesher.core.config.TlsConfig.Engine;
import io.mesher.core.config.TlsConfig.Mode;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TlsSide.Verify;
import io.mesher.core.config.TlsSide.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing that is to be encrypted is sent in plain text. */
class PlainTextOnlyTest {
    private static final TlsSide SIDE = new TlsSide("ssl", null, null, Verify.NONE, Version.TLS_1_2, List.of());

    private static @Nullable String refusal(@Nullable TlsSide toApplication, @Nullable TlsSide elsewhere) {
        return PlainTextOnly.refusal(new TlsConfig(
                elsewhere == null ? Mode.PLAIN : Mode.STRICT,
                Engine.AUTO,
                TlsConfig.DEFAULT_HANDSHAKE,
                elsewhere,
                elsewhere,
                elsewhere,
                elsewhere,
                Map.of(),
                toApplication,
                null));
    }

    @Test
    void tlsToTheApplicationIsRefusedWithItsKeyAndWhatToWriteInstead() {
        assertThat(refusal(null, null)).isNull();
        assertThat(refusal(null, SIDE)).isNull();
        assertThat(refusal(SIDE, SIDE)).contains("ssl: ").contains("mesher.tls");
    }
}
