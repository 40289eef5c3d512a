/** What fits the card, and what wastes memory or time. */
@NullMarked
package dev.lorabake.preflight.rules.memory;

import org.jspecify.annotations.NullMarked;
