package io.mesher.control.admin.source;

/**
 * Which build this is.
 *
 * @param version empty if unknown, like the others
 * @param commit of the source
 * @param built when
 */
public record BuildInfo(String version, String commit, String built) {}
