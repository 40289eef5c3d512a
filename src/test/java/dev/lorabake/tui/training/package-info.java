@NullMarked
package dev.lorabake.tui.training;

import org.jspecify.annotations.NullMarked;
