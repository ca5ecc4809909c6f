package io.mesher.registry.server;

/**
 * How the heap is dealt out, so that no caller can fill it: that ends the process, and with it the proxy when this is a sidecar's
 * registry. What is left is for the documents that are being read and for the rest of Mesher.
 *
 * @param kept bytes of all that is registered
 * @param bodies bytes of request bodies on their way
 * @param answers bytes of answers that wait for slow callers, and the most of one answer
 * @param events bytes of events that wait for slow watchers
 * @param connections most open ones
 */
record HeapShares(long kept, int bodies, int answers, int events, int connections) {
    static final HeapShares OURS = of(Runtime.getRuntime().maxMemory());

    private static final int MIB = 1024 * 1024;
    private static final int MAX_CONNECTIONS = 10_000;
    /** One with part of a request takes about 8 KiB. */
    private static final int HEAP_PER_CONNECTION = 32 * 1024;

    /** @param heap its most bytes */
    static HeapShares of(long heap) {
        int bodies = min(heap / 8, 16 * MIB);
        int answers = min(heap / 6, 64 * MIB);
        int events = min(heap / 16, 16 * MIB);
        int connections = min(heap / HEAP_PER_CONNECTION, MAX_CONNECTIONS);
        return new HeapShares(heap / 3, bodies, answers, events, connections);
    }

    private static int min(long share, int max) {
        return (int) Math.min(share, max);
    }
}
