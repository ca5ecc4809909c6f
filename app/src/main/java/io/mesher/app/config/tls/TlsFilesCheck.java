package io.mesher.app.config.tls;

import io.mesher.app.config.read.KeyReader;
import io.mesher.app.tls.LoadedSide;
import io.mesher.app.tls.NameCheck;
import io.mesher.app.tls.TlsFinding;
import io.mesher.app.tls.TlsLoading;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.TlsSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files of TLS at the start, so that what is wrong with them is reported with all other problems. */
public final class TlsFilesCheck {
    private TlsFilesCheck() {}

    /** What is in the files, by the side that uses them. */
    public static Map<TlsSide, LoadedSide> load(MesherConfig config, KeyReader reader) {
        Map<TlsSide, LoadedSide> loaded = TlsLoading.load(config.tls(), Instant.now());
        TlsSide external = config.tls().external();
        LoadedSide files = external == null ? null : loaded.get(external);
        if (external != null && files != null) {
            loaded.put(external, withNames(external, files, config));
        }
        Set<TlsFinding> findings = new LinkedHashSet<>();
        for (LoadedSide side : loaded.values()) {
            findings.addAll(side.findings());
        }
        TlsReports reports = new TlsReports(reader);
        for (TlsFinding finding : findings) {
            switch (finding.code().weight()) {
                case ERROR -> reports.error(finding.key(), finding.text());
                case WARNING -> reports.warning(finding.key(), finding.text());
                case INFO -> {}
            }
        }
        return loaded;
    }

    private static LoadedSide withNames(TlsSide side, LoadedSide files, MesherConfig config) {
        TlsFinding finding = files.keys() == null
                ? null
                : NameCheck.check(
                        files.keys(),
                        certificateKey(side.keys()),
                        config.service().name(),
                        hosts(config));
        if (finding == null) {
            return files;
        }
        List<TlsFinding> findings = new ArrayList<>(files.findings());
        findings.add(finding);
        return new LoadedSide(files.keys(), files.trust(), findings);
    }

    private static String certificateKey(@Nullable KeySource source) {
        return switch (source) {
            case KeySource.Pem pem -> pem.certificate().key();
            case KeySource.Store store -> store.file().key();
            case null -> "";
        };
    }

    private static List<String> hosts(MesherConfig config) {
        List<String> hosts = new ArrayList<>();
        for (@Nullable ListenAddress address : new @Nullable ListenAddress[] {
            config.http().incoming(), config.http().advertise()
        }) {
            if (address != null) {
                hosts.add(address.host());
            }
        }
        return hosts;
    }
}
