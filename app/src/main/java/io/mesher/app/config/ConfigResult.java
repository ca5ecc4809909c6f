package io.mesher.app.config;

import io.mesher.app.config.rules.NamedService;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.config.source.ContentFingerprint;
import io.mesher.app.config.source.Problem;
import io.mesher.app.tls.LoadedSide;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.TlsSide;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What came of reading the configuration. */
public sealed interface ConfigResult {
    /**
     * Good to start.
     *
     * @param warnings what the user should know all the same: refusals, then warnings
     * @param files those that were read, in the order of loading
     * @param candidates those that are read when they are there, likewise
     * @param content {@link ContentFingerprint} of {@code files}
     * @param prints by which a later loading is compared
     * @param named services that it says something about
     * @param tls the contents of TLS's files, of each side that is in use; empty if the configuration was read while Mesher runs
     */
    record Loaded(
            MesherConfig config,
            List<Problem> warnings,
            List<Path> files,
            List<Path> candidates,
            long content,
            KeyFingerprints prints,
            List<NamedService> named,
            Map<TlsSide, LoadedSide> tls)
            implements ConfigResult {}

    /**
     * Not good to start: exit status 78.
     *
     * @param problems errors and warnings, at least one error
     * @param format of the log
     */
    record Invalid(List<Problem> problems, LogConfig.Format format) implements ConfigResult {}

    /**
     * The flags make no sense: exit status 2, message on standard error.
     *
     * @param message what was wrong, then the usage; several lines
     */
    record Usage(String message) implements ConfigResult {}

    /**
     * {@code --help}: exit status 0, text on standard output.
     *
     * @param text several lines
     */
    record Help(String text) implements ConfigResult {}

    /** {@code --version}: exit status 0. */
    record Version() implements ConfigResult {}
}
