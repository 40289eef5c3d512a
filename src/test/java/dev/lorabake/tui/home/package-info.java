@NullMarked
package dev.lorabake.tui.home;

import org.jspecify.annotations.NullMarked;
