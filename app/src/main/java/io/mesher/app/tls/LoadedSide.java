package io.mesher.app.tls;

import io.mesher.core.tls.KeyMaterial;
import io.mesher.core.tls.Trust;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of one side's files.
 *
 * @param keys null: the side has none, or an error is among the findings
 * @param trust likewise
 */
public record LoadedSide(
        @Nullable KeyMaterial keys, @Nullable Trust trust, List<TlsFinding> findings) {
    public LoadedSide {
        findings = List.copyOf(findings);
    }

    /** Whether all files could be used. */
    public boolean isGood() {
        for (TlsFinding finding : findings) {
            if (finding.code().weight() == TlsFinding.Weight.ERROR) {
                return false;
            }
        }
        return true;
    }
}
