package io.mesher.core.tls.read;

import io.mesher.core.tls.Der;
import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the revocation lists of a file: one in DER, as authorities publish it, or any number in PEM. */
public final class RevocationFile {
    private static final int MAX_LISTS = 100;

    /** RFC 5280 §5.2.5: says which certificates a list may name. What it names is revoked all the same. */
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    /** RFC 5280 §5.2.4: a list of changes, which can also take entries back. */
    private static final String DELTA_INDICATOR = "2.5.29.27";

    private RevocationFile() {}

    /** At least one, in the order of the file. Their signatures are not checked: that needs their issuers. */
    public static FileResult<List<X509CRL>> read(String file, byte[] bytes) {
        if (bytes.length > PemText.MAX_BYTES) {
            return FileResult.failed(new FileFault.TooLarge(file, bytes.length, PemText.MAX_BYTES));
        }
        if (bytes.length > 0 && bytes[0] == Der.SEQUENCE && Der.whole(bytes) != null) {
            return lists(file, List.of(new PemBlock("X509 CRL", 0, Map.of(), bytes)));
        }
        return PemText.blocks(file, bytes).then(blocks -> lists(file, blocks));
    }

    private static FileResult<List<X509CRL>> lists(String file, List<PemBlock> blocks) {
        List<X509CRL> lists = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (!block.isRevocationList()) {
                continue;
            }
            if (lists.size() == MAX_LISTS) {
                return FileResult.failed(new FileFault.TooMany(file, MAX_LISTS));
            }
            switch (list(file, block)) {
                case FileResult.Read<X509CRL>(X509CRL list) -> lists.add(list);
                case FileResult.Failed<X509CRL>(FileFault fault) -> {
                    return FileResult.failed(fault);
                }
            }
        }
        return lists.isEmpty()
                ? FileResult.failed(new FileFault.Missing(file, "revocation list", CertificateFile.labels(blocks)))
                : FileResult.of(lists);
    }

    private static FileResult<X509CRL> list(String file, PemBlock block) {
        X509CRL list;
        try {
            list = (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(block.content()));
        } catch (GeneralSecurityException e) {
            return FileResult.failed(new FileFault.BadContent(file, block.line(), "revocation list", Detail.of(e)));
        }
        Set<String> critical = list.getCriticalExtensionOIDs();
        for (String id : critical == null ? Set.<String>of() : critical) {
            if (id.equals(DELTA_INDICATOR)) {
                return FileResult.failed(new FileFault.UnsupportedList(file, block.line(), "it is a delta list"));
            }
            if (!id.equals(ISSUING_DISTRIBUTION_POINT)) {
                return FileResult.failed(new FileFault.UnsupportedList(
                        file, block.line(), "it has the unknown critical extension " + id));
            }
        }
        return FileResult.of(list);
    }
}
