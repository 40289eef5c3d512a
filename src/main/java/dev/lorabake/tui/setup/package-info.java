/**
 * Setting up a recipe: its settings, what they mean, what is wrong with them, what they come to.
 */
@NullMarked
package dev.lorabake.tui.setup;

import org.jspecify.annotations.NullMarked;
