/** Names, types and values that nobody can use: rules served by the catalogue. */
@NullMarked
package dev.lorabake.preflight.rules.values;

import org.jspecify.annotations.NullMarked;
