package io.mesher.control.admin;

/** {@code /}: what there is to ask. */
record IndexResource(String listing) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        return AdminResponse.text(200, "Mesher admin API\n\n" + listing);
    }
}
