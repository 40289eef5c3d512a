@NullMarked
package dev.lorabake.tui.picker;

import org.jspecify.annotations.NullMarked;
