package io.mesher.registry.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * Which service is meant, whatever its versions.
 *
 * @param app empty for our own application
 */
public record ServiceName(String app, String name) {
    /** @param ownApp what our own application is called */
    public static ServiceName of(String app, String name, String ownApp) {
        return new ServiceName(app.equals(ownApp) ? "" : app, name);
    }

    public boolean isOwn() {
        return app.isEmpty();
    }

    /** The registry's rule for names and aliases, and for applications. Others can't be there, so they aren't asked for. */
    public boolean isPossible() {
        return isPossible(name, 289) && (isOwn() || isPossible(app, 160));
    }

    private static boolean isPossible(String text, int maxChars) {
        if (text.isEmpty() || text.length() > maxChars) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Characters.isNamePart(c) && c != ':') {
                return false;
            }
        }
        return true;
    }

    /** By hand, as equals: a record's own are linked at run time, and a start that reads known services uses them. */
    @Override
    public int hashCode() {
        return app.hashCode() * 31 + name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceName service && name.equals(service.name) && app.equals(service.app);
    }

    /** For people. */
    @Override
    public String toString() {
        return isOwn() ? name : name + " of the application " + app;
    }
}
