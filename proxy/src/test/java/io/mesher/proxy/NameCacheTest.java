package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    private final NameCache cache = new NameCache();

    @Test
    void theSameNameNeedsNoNewString() {
        byte[] bytes = bytes("http://server/");
        String first = cache.name(bytes, 7, 13);
        assertThat(first).isEqualTo("server");
        assertThat(cache.name(bytes("server"), 0, 6)).isSameAs(first);
    }

    @Test
    void namesOfOneSlotAreToldApart() {
        // "Aa" and "BB" have one hash, as Strings do.
        for (int i = 0; i < 3; i++) {
            assertThat(cache.name(bytes("Aa"), 0, 2)).isEqualTo("Aa");
            assertThat(cache.name(bytes("BB"), 0, 2)).isEqualTo("BB");
        }
    }

    @Test
    void aNameOutlivesTheBytesItCameFrom() {
        byte[] bytes = bytes("server");
        cache.name(bytes, 0, 6);
        bytes[0] = 'S';
        assertThat(cache.name(bytes, 0, 6)).isEqualTo("Server");
        assertThat(cache.name(bytes("server"), 0, 6)).isEqualTo("server");
    }

    @Test
    void anyNumberOfNamesIsReadRightly() {
        for (int i = 0; i < 10_000; i++) {
            String name = "service-" + i;
            assertThat(cache.name(bytes("x" + name + "y"), 1, 1 + name.length()))
                    .isEqualTo(name);
        }
    }

    @Test
    void anEmptyNameIsEmpty() {
        assertThat(cache.name(bytes("x"), 1, 1)).isEmpty();
        assertThat(cache.name(bytes("y"), 0, 0)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
