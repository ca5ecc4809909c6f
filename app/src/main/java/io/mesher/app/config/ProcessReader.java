package io.mesher.app.config;

import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.TrustedPeers;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
        return reader.read(Keys.STATUS_CODES, StatusCodes.CORRECT, "correct or original", text -> switch (text) {
            case "correct" -> StatusCodes.CORRECT;
            case "original" -> StatusCodes.ORIGINAL;
            default -> throw BadValue.expected("correct or original");
        });
    }

    /** @param home what a relative path is relative to */
    Path dataDir(Path home) {
        return reader.read(Keys.DATA_DIR, home.resolve("data"), "a path", text -> {
            try {
                Path dir = home.resolve(text);
                if (!text.isEmpty() && (Files.isDirectory(dir) || Files.notExists(dir))) {
                    return dir;
                }
            } catch (InvalidPathException e) {
                // Said below.
            }
            throw BadValue.expected("the path of a directory, which need not exist");
        });
    }

    TrustedPeers trustedPeers() {
        List<TrustedPeers.Cidr> ranges = reader.list(Keys.TRUSTED_PEERS, ProcessReader::range);
        return ranges.isEmpty() ? TrustedPeers.LOOPBACK_ONLY : new TrustedPeers(ranges);
    }

    private static TrustedPeers.Cidr range(String text) throws BadValue {
        String expected = "an IP address or a range, such as 10.0.0.0/8 or fd00::/8";
        int slash = text.indexOf('/');
        InetAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw BadValue.expected(expected);
        }
        int most = address.getAddress().length * 8;
        try {
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                return new TrustedPeers.Cidr(address, bits);
            }
        } catch (NumberFormatException e) {
            // Said below, with the bounds.
        }
        throw BadValue.because("bad prefix", "0 to " + most + " bits");
    }
}
