@NullMarked
package dev.lorabake.tui.wizard;

import org.jspecify.annotations.NullMarked;
