/** What the Python environment and the card can run. */
@NullMarked
package dev.lorabake.preflight.rules.environment;

import org.jspecify.annotations.NullMarked;
