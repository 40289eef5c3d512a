/** Rules over a plan, and what they find. */
@NullMarked
package dev.lorabake.preflight;

import org.jspecify.annotations.NullMarked;
