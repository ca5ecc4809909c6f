package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.TrustedPeers;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/** What concerns the process as a whole. */
public final class ProcessReader {
    private final KeyReader reader;

    public ProcessReader(KeyReader reader) {
        this.reader = reader;
    }

    public int eventLoops() {
        return reader.integer(Keys.EVENT_LOOPS, Math.max(1, Runtime.getRuntime().availableProcessors()), 1, 1024);
    }

    public StatusCodes statusCodes() {
        return reader.read(Keys.STATUS_CODES, StatusCodes.CORRECT, new Codes());
    }

    /**
     * Not made here, but when something is first kept there.
     *
     * @param home what a relative path is relative to
     */
    public Path dataDir(Path home) {
        Path dir = reader.read(Keys.DATA_DIR, home.resolve("data"), new Paths.Directory(home));
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

    public TrustedPeers trustedPeers() {
        List<TrustedPeers.Cidr> ranges = reader.list(Keys.TRUSTED_PEERS, new Range());
        return ranges.isEmpty() ? TrustedPeers.LOOPBACK_ONLY : new TrustedPeers(ranges);
    }

    public boolean reload() {
        return reader.bool(Keys.RELOAD, true);
    }

    private record Codes() implements Parser<StatusCodes> {
        @Override
        public StatusCodes parse(String text) throws BadValue {
            return switch (text) {
                case "correct" -> StatusCodes.CORRECT;
                case "original" -> StatusCodes.ORIGINAL;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "correct or original";
        }
    }

    private record Range() implements Parser<TrustedPeers.Cidr> {
        @Override
        public TrustedPeers.Cidr parse(String text) throws BadValue {
            int slash = text.indexOf('/');
            InetAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw BadValue.expected(expected());
            }
            int max = address.getAddress().length * 8;
            String bits = slash < 0 ? String.valueOf(max) : text.substring(slash + 1);
            try {
                return new TrustedPeers.Cidr(address, new Numbers.Int(0, max).parse(bits));
            } catch (BadValue e) {
                throw BadValue.because("bad prefix", "0 to " + max + " bits");
            }
        }

        @Override
        public String expected() {
            return "an IP address or a range, such as 10.0.0.0/8 or fd00::/8";
        }
    }
}
