/** Choosing a file or a folder of the disk, for any screen that has a path to be typed. */
@NullMarked
package dev.lorabake.tui.picker;

import org.jspecify.annotations.NullMarked;
