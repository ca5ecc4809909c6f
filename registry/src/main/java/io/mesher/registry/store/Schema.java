package io.mesher.registry.store;

/**
 * A service's contract.
 *
 * @param text of the contract, as it was uploaded
 * @param summary a digest that its maker chose; may be empty
 */
public record Schema(String schemaId, String text, String summary) {}
