/** Control images. */
@NullMarked
package dev.lorabake.preflight.rules.sampling;

import org.jspecify.annotations.NullMarked;
