@NullMarked
package dev.lorabake.tui.setup;

import org.jspecify.annotations.NullMarked;
