package io.mesher.app.config;

import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.TrustedPeers;
import java.nio.file.Path;
import java.util.List;

/** What concerns the process as a whole. */
final class ProcessReader {
    private final KeyReader reader;

    ProcessReader(KeyReader reader) {
        this.reader = reader;
    }

    int eventLoops() {
        return reader.integer(Keys.EVENT_LOOPS, Math.max(1, Runtime.getRuntime().availableProcessors()), 1, 1024);
    }

    StatusCodes statusCodes() {
        return reader.read(Keys.STATUS_CODES, StatusCodes.CORRECT, new Parsers.Codes());
    }

    /**
     * Not made here, but when something is first kept there.
     *
     * @param home what a relative path is relative to
     */
    Path dataDir(Path home) {
        Path dir = reader.read(Keys.DATA_DIR, home.resolve("data"), new Parsers.Directory(home));
        String problem = Writability.problem(dir);
        if (problem != null) {
            reader.problems()
                    .warning(
                            reader.placeOf(Keys.DATA_DIR),
                            reader.written(Keys.DATA_DIR),
                            problem
                                    + ": state is kept in memory only (expected: a directory that Mesher's user may write,"
                                    + " or may make)");
        }
        return dir;
    }

    TrustedPeers trustedPeers() {
        List<TrustedPeers.Cidr> ranges = reader.list(Keys.TRUSTED_PEERS, new Parsers.Range());
        return ranges.isEmpty() ? TrustedPeers.LOOPBACK_ONLY : new TrustedPeers(ranges);
    }

    boolean reload() {
        return reader.bool(Keys.RELOAD, true);
    }
}
