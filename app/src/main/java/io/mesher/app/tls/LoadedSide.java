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

    /** Whether a context made of the other one would do exactly the same. */
    public boolean hasContentOf(LoadedSide other) {
        return same(keys, other.keys) && same(trust, other.trust);
    }

    private static boolean same(@Nullable KeyMaterial one, @Nullable KeyMaterial other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.chain().equals(other.chain()) && one.key().equals(other.key());
    }

    private static boolean same(@Nullable Trust one, @Nullable Trust other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.anchors().equals(other.anchors()) && one.lists().equals(other.lists());
    }

    /** What is wrong with the files, as one text; empty if all of them can be used. */
    String errors() {
        StringBuilder text = new StringBuilder();
        for (TlsFinding finding : findings) {
            if (finding.code().weight() == TlsFinding.Weight.ERROR) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(finding.key())
                        .append(": ")
                        .append(finding.text());
            }
        }
        return text.toString();
    }
}
