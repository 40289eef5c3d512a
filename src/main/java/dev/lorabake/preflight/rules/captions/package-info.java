/** Captions, and what may be done with them once they are encoded. */
@NullMarked
package dev.lorabake.preflight.rules.captions;

import org.jspecify.annotations.NullMarked;
