package io.mesher.it.component;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Bodies too large to be kept: made and compared block by block. */
final class Bulk {
    static final long MIB = 1 << 20;

    /** No power of two, so that a block lost, doubled or cut off by a buffer's size changes the sum. */
    private static final int BLOCK = 65_521;

    private Bulk() {}

    private static byte[] block() {
        byte[] block = new byte[BLOCK];
        new Random(42).nextBytes(block);
        return block;
    }

    /** Numbers each block, so that no two are the same. */
    private static void number(byte[] block, long number) {
        for (int i = 0; i < 8; i++) {
            block[i] = (byte) (number >>> (8 * i));
        }
    }

    /** The checksum of what {@link #write} writes. */
    static long sum(long length) {
        Checksum sum = new CRC32C();
        byte[] block = block();
        for (long at = 0; at < length; at += BLOCK) {
            number(block, at / BLOCK);
            sum.update(block, 0, (int) Math.min(BLOCK, length - at));
        }
        return sum.getValue();
    }

    static void write(OutputStream out, long length) throws IOException {
        byte[] block = block();
        for (long at = 0; at < length; at += BLOCK) {
            number(block, at / BLOCK);
            out.write(block, 0, (int) Math.min(BLOCK, length - at));
        }
        out.flush();
    }

    /** The same in chunks, and the end. */
    static void writeChunked(OutputStream out, long length) throws IOException {
        byte[] block = block();
        for (long at = 0; at < length; at += BLOCK) {
            number(block, at / BLOCK);
            int size = (int) Math.min(BLOCK, length - at);
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(block, 0, size);
            out.write(new byte[] {'\r', '\n'});
        }
        out.write(new byte[] {'0', '\r', '\n', '\r', '\n'});
        out.flush();
    }

    /** The checksum of that many bytes from the stream. */
    static long sumOf(InputStream in, long length) throws IOException {
        Checksum sum = new CRC32C();
        byte[] buffer = new byte[BLOCK];
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException(left + " of " + length + " bytes did not come");
            }
            sum.update(buffer, 0, count);
            left -= count;
        }
        return sum.getValue();
    }

    /** The checksum of a chunked body, to its end. */
    static long sumOfChunks(Wire wire) throws IOException {
        Checksum sum = new CRC32C();
        for (byte[] chunk = wire.readChunk(); chunk.length > 0; chunk = wire.readChunk()) {
            sum.update(chunk, 0, chunk.length);
        }
        if (!wire.readLine().isEmpty()) {
            throw new IOException("trailers that were not sent");
        }
        return sum.getValue();
    }
}
