package io.mesher.registry.server;

/**
 * How the heap is dealt out, so that no caller can fill it: that ends the process, and with it the proxy when this is a sidecar's
 * registry. What is left is for the documents that are being read and for the rest of Mesher.
 *
 * @param kept bytes of all that is registered
 * @param bodies bytes of request bodies on their way
 * @param answers bytes of answers that wait for slow callers, and the most of one answer
 * @param connections most open ones
 */
record HeapShares(long kept, int bodies, int answers, int connections) {
    static final HeapShares OURS = of(Runtime.getRuntime().maxMemory());

    private static final int MOST_BODIES = 16 * 1024 * 1024;
    private static final int MOST_ANSWERS = 64 * 1024 * 1024;
    private static final int MOST_CONNECTIONS = 10_000;
    /** One with part of a request takes about 8 KiB. */
    private static final int HEAP_PER_CONNECTION = 32 * 1024;

    /** @param heap its most bytes */
    static HeapShares of(long heap) {
        return new HeapShares(
                heap / 3, (int) Math.min(MOST_BODIES, heap / 8), (int) Math.min(MOST_ANSWERS, heap / 6), (int)
                        Math.min(MOST_CONNECTIONS, heap / HEAP_PER_CONNECTION));
    }
}
