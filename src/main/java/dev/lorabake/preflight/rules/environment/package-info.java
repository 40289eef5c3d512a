/** The card, the Python environment, processes and threads. */
@NullMarked
package dev.lorabake.preflight.rules.environment;

import org.jspecify.annotations.NullMarked;
