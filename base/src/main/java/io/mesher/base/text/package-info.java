/** Encodings of text: UTF-8, hexadecimal digits, percent-encoding, growing byte arrays. */
@NullMarked
package io.mesher.base.text;

import org.jspecify.annotations.NullMarked;
