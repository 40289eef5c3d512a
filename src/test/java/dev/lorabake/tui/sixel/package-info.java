@NullMarked
package dev.lorabake.tui.sixel;

import org.jspecify.annotations.NullMarked;
