@NullMarked
package dev.lorabake.tui;

import org.jspecify.annotations.NullMarked;
