/**
 * Mesher as a client of the registry: registers, keeps the lease, finds services and remembers what it found. All of it runs on
 * one event loop, which serves no traffic.
 */
@NullMarked
package io.mesher.registry.client;

import org.jspecify.annotations.NullMarked;
