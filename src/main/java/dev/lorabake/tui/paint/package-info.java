/** Painting on a grid of cells: pure, without any terminal. */
@NullMarked
package dev.lorabake.tui.paint;

import org.jspecify.annotations.NullMarked;
