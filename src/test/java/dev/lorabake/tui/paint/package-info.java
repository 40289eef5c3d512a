@NullMarked
package dev.lorabake.tui.paint;

import org.jspecify.annotations.NullMarked;
