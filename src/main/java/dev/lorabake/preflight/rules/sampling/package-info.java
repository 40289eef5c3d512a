/** Sample images: what makes them, and what they cost. */
@NullMarked
package dev.lorabake.preflight.rules.sampling;

import org.jspecify.annotations.NullMarked;
