/**
 * The configuration as the admin port shows it: which values differ from those that Mesher runs with, and how they look
 * without secrets. Uses {@code keys} and {@code source}.
 */
@NullMarked
package io.mesher.app.config.shown;

import org.jspecify.annotations.NullMarked;
