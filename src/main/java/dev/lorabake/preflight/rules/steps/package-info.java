/** How long it trains. */
@NullMarked
package dev.lorabake.preflight.rules.steps;

import org.jspecify.annotations.NullMarked;
