package io.mesher.control.admin.source;

/**
 * Something that Mesher needs, and whether it has it. None of them decides by itself whether Mesher is ready.
 *
 * @param name a word: {@code registered}, {@code application}
 * @param text since when it is good, or what is wrong, in words for people
 */
public record Condition(String name, boolean good, String text) {
    /** As {@code /readyz?verbose} and the log have it. */
    public String line() {
        return (good ? "[+] " : "[-] ") + name + ": " + text;
    }
}
