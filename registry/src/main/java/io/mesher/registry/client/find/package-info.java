/**
 * Other services: asked for when they are first called, refreshed at an interval, watched, and kept through the registry's
 * outages.
 */
@NullMarked
package io.mesher.registry.client.find;

import org.jspecify.annotations.NullMarked;
