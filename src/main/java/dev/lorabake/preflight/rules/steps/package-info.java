/** How long the run is. */
@NullMarked
package dev.lorabake.preflight.rules.steps;

import org.jspecify.annotations.NullMarked;
