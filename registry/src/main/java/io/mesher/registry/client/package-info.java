/**
 * Mesher as a client of the registry, all of it on one event loop, which serves no traffic: {@link RegistryClient} answers,
 * {@link ClientParts} makes the parts, {@link ClientEvents} passes on what one reports to others.
 *
 * <p>The parts never import this package, nor each other in a circle: {@code find} and {@code register} stand on {@code call},
 * that and {@code keep} on {@code answer}; {@code loop} is below all of them.
 */
@NullMarked
package io.mesher.registry.client;

import org.jspecify.annotations.NullMarked;
