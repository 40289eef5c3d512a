/** A few questions, a review, and a recipe: for who has none yet. */
@NullMarked
package dev.lorabake.tui.wizard;

import org.jspecify.annotations.NullMarked;
